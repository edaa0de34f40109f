package org.liaoyuan.server.space.ocr;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

class PictureFileFuzzTest {

    private static final long MOST = 100_000;

    @DictionaryEntries({"PNG", "IHDR", "IDAT", "GIF89a", "BM", "II*\u0000", "MM\u0000*", "RIFF", "WEBPVP8L", "WEBPVP8 "
    })
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAPictureOfBoundedSizeOrNone(byte[] bytes) {
        int orientation = Orientation.of(bytes);
        if (orientation < 1 || orientation > 8) {
            throw new AssertionError("orientation " + orientation);
        }
        try (PictureFile file =
                PictureFile.of(new BoundedInput(new SeekableInMemoryByteChannel(bytes)), orientation, MOST)) {
            Pixels pixels = file.read(0);
            if (pixels.rgb().length > MOST) {
                throw new AssertionError(pixels.rgb().length + " pixels");
            }
        } catch (IOException | RuntimeException e) {
            // no picture; whoever reads files takes both for that
        }
    }
}
