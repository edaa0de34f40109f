package org.liaoyuan.server.space.read;

import java.io.IOException;
import org.springframework.modulith.NamedInterface;

/**
 * A page as a picture.
 *
 * @param type of the picture: {@link #PNG} or {@link #JPEG}
 * @param pages that its document has
 * @param bytes of the picture
 */
@NamedInterface("read")
@SuppressWarnings("ArrayRecordComponent") // as large as a picture, and never compared
public record DrawnPage(String type, int pages, byte[] bytes) {

    static final String PNG = "image/png";
    static final String JPEG = "image/jpeg";

    /**
     * One that another process sent.
     *
     * @throws IOException if it is of no such type, or of no such document
     */
    static DrawnPage of(String type, int pages, byte[] bytes) throws IOException {
        if (pages < 1 || !type.equals(PNG) && !type.equals(JPEG)) {
            throw new IOException("the reading process sent a page of " + pages + " that is no picture");
        }
        return new DrawnPage(type, pages, bytes);
    }
}
