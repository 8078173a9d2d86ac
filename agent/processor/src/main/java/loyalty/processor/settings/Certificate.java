package loyalty.processor.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate we show, from a PKCS#12 file. */
public final class Certificate {
    private Certificate() {}

    /**
     * Reads the file.
     *
     * @throws IOException if it is missing, is no such file, or the password does not open it
     */
    public static SSLContext context(ProcessorSettings.Tls tls) throws IOException {
        char[] password = Files.readString(tls.passwordFile()).strip().toCharArray();
        try (InputStream stream = Files.newInputStream(tls.keyStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(stream, password);
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException(
                    "tls.keyStore " + tls.keyStore() + " cannot be used: " + e.getMessage(), e);
        }
    }
}
