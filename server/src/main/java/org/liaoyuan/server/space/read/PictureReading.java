package org.liaoyuan.server.space.read;

import java.util.Optional;
import org.liaoyuan.server.space.ocr.PictureReader;
import org.springframework.modulith.NamedInterface;

/** Says what reads pictures. */
@FunctionalInterface
@NamedInterface("read")
public interface PictureReading {

    /** Nothing does. */
    PictureReading NONE = Optional::empty;

    /** Empty while its models are not on this machine. */
    Optional<PictureReader> reader();

    /** Hears how far it is. */
    @FunctionalInterface
    @NamedInterface("read")
    interface Progress {

        /** Nobody hears it. */
        Progress NONE = (done, all) -> {};

        /**
         * Another one is begun.
         *
         * @param done pages that were read from pictures
         * @param all pages that are to be
         */
        void at(int done, int all);
    }
}
