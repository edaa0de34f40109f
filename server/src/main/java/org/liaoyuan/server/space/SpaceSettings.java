package org.liaoyuan.server.space;

import java.time.Duration;
import org.liaoyuan.server.space.read.Limits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What spaces may hold, and what reading a file may cost: {@code liaoyuan.space.*}.
 *
 * @param mostFile size of a file
 * @param mostSpace size of all files of a space, older versions included
 * @param mostDocuments files of a space, older versions included
 * @param mostCharacters of text in a file
 * @param mostUnpacked what files inside of a file may unpack to, in all
 * @param mostInside files inside of a file
 * @param mostTime for reading a file; pictures have their own
 * @param mostPagesReadFromPictures of a file: photos, and pages of scans
 * @param mostTimeForPictures of a file
 * @param mostPixels of a picture
 * @param readerMemory heap of the process in which files are read, and of the one in which their pages are drawn
 * @param blobs folder of the files; empty for one in the data folder. Several server processes on one database share it
 */
@ConfigurationProperties("liaoyuan.space")
record SpaceSettings(
        @DefaultValue("100000000B") DataSize mostFile,
        @DefaultValue("5000000000B") DataSize mostSpace,
        @DefaultValue("10000") int mostDocuments,
        @DefaultValue("2000000") int mostCharacters,
        @DefaultValue("500MB") DataSize mostUnpacked,
        @DefaultValue("2000") int mostInside,
        @DefaultValue("2m") Duration mostTime,
        @DefaultValue("300") int mostPagesReadFromPictures,
        @DefaultValue("30m") Duration mostTimeForPictures,
        @DefaultValue("50000000") long mostPixels,
        @DefaultValue("512MB") DataSize readerMemory,
        @DefaultValue("") String blobs) {

    SpaceSettings {
        requirePositive("most-file", mostFile.toBytes());
        requirePositive("most-space", mostSpace.toBytes());
        requirePositive("most-documents", mostDocuments);
        requirePositive("most-characters", mostCharacters);
        requirePositive("most-unpacked", mostUnpacked.toBytes());
        requirePositive("most-inside", mostInside);
        requirePositive("most-time", mostTime.toMillis());
        requirePositive("most-pages-read-from-pictures", mostPagesReadFromPictures);
        requirePositive("most-time-for-pictures", mostTimeForPictures.toMillis());
        requirePositive("most-pixels", mostPixels);
        requirePositive("reader-memory", readerMemory.toMegabytes());
    }

    Limits limits() {
        return new Limits(
                mostCharacters,
                mostUnpacked.toBytes(),
                mostInside,
                mostTime,
                mostPagesReadFromPictures,
                mostTimeForPictures,
                mostPixels);
    }

    private static void requirePositive(String key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("liaoyuan.space." + key + " is " + value + "; expected more than 0");
        }
    }
}
