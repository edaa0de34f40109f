package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.space.read.DrawnPage;

class PageCacheTest {

    private final PageCache cache = new PageCache();

    private static DrawnPage page(int bytes) {
        return new DrawnPage("image/png", 9, new byte[bytes]);
    }

    private static PageCache.Key key(int page) {
        return new PageCache.Key("a", page);
    }

    @Test
    void itHoldsSoManyBytesAndForgetsWhatWasNotAskedForLongest() {
        IntStream.rangeClosed(1, 4).forEach(i -> cache.put(key(i), page(8_000_000)));
        cache.get(key(1));

        cache.put(key(5), page(8_000_000));

        assertThat(cache.get(key(2))).isEmpty();
        assertThat(IntStream.of(1, 3, 4, 5).filter(i -> cache.get(key(i)).isPresent()))
                .hasSize(4);
    }

    @Test
    void whatIsDrawnTwiceCountsOnce() {
        IntStream.range(0, 20).forEach(i -> cache.put(key(1), page(8_000_000)));

        IntStream.rangeClosed(2, 4).forEach(i -> cache.put(key(i), page(8_000_000)));

        assertThat(cache.get(key(1))).isPresent();
    }
}
