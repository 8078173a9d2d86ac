package loyalty.acceptance.page;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The system's Chromium; nothing is downloaded. Pictures of pages go to {@code target/pictures}.
 */
final class Chromium {
    private static final Path PICTURES = Path.of("target/pictures");

    private Chromium() {}

    static BrowserType.LaunchOptions installed() {
        String path = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
        return new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(path))
                .setHeadless(true)
                .setArgs(List.of("--no-sandbox", "--disable-gpu"));
    }

    static Playwright.CreateOptions quiet() {
        return new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}
