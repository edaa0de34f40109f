package org.liaoyuan.server.space.read;

import java.time.Duration;
import org.springframework.modulith.NamedInterface;

/**
 * What reading one file may cost.
 *
 * @param characters of text in all
 * @param unpacked bytes that files inside of it may unpack to, in all
 * @param files inside of it, on all levels
 * @param time until it is given up
 */
@NamedInterface("read")
public record Limits(int characters, long unpacked, int files, Duration time) {}
