package loyalty.protocol.http;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Packs text for those who accept gzip. Pictures are packed already. */
final class TextCompressor extends HttpContentCompressor {
    private static final int WORTH_IT_BYTES = 1024;
    private static final Pattern TEXT =
            Pattern.compile("text/.*|.*(json|javascript|svg\\+xml|yaml|openmetrics).*");

    TextCompressor() {
        super(WORTH_IT_BYTES, StandardCompressionOptions.gzip());
    }

    @Override
    protected @Nullable Result beginEncode(HttpResponse response, String acceptEncoding)
            throws Exception {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        return TEXT.matcher(type).matches() ? super.beginEncode(response, acceptEncoding) : null;
    }
}
