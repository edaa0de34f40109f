package org.liaoyuan.server.space.read;

import java.time.Duration;
import org.springframework.modulith.NamedInterface;

/**
 * What reading one file may cost.
 *
 * @param characters of text in all
 * @param unpacked bytes that files inside of it may unpack to, in all
 * @param files inside of it, on all levels
 * @param time until it is given up; without that for pictures
 * @param pictures that are read, pages of scans among them
 * @param pictureTime for reading them
 * @param pixels of a picture
 */
@NamedInterface("read")
public record Limits(
        int characters, long unpacked, int files, Duration time, int pictures, Duration pictureTime, long pixels) {}
