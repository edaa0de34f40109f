package org.liaoyuan.server.voice;

/**
 * Which words of what is still being said will stay: those on which two transcripts in a row agree (local agreement; Liu, Spanakis
 * and Niehues 2020). What was taken for certain once stays, as it was shown.
 */
final class Agreement {

    private String last = "";
    private String certain = "";
    private String pending = "";

    /**
     * @param transcript of all of it so far
     * @return what became certain; may be empty
     */
    String next(String transcript) {
        String agreed = common(last, transcript);
        last = transcript;
        String more = "";
        if (agreed.length() > certain.length() && agreed.startsWith(certain)) {
            more = agreed.substring(certain.length());
            certain = agreed;
        }
        pending = transcript.startsWith(certain) ? transcript.substring(certain.length()) : "";
        return more;
    }

    /** What is left of the words that stay. @return empty if it is not what was shown before and more */
    String rest(String transcript) {
        return transcript.startsWith(certain) ? transcript.substring(certain.length()) : "";
    }

    /** Words that may still change. */
    String pending() {
        return pending;
    }

    /** The beginning that both have, in whole words, without a sign at its end that the next words would move. */
    private static String common(String one, String other) {
        int length = 0;
        int most = Math.min(one.length(), other.length());
        while (length < most && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        if (length > 0
                && length < Math.max(one.length(), other.length())
                && Character.isHighSurrogate(one.charAt(length - 1))) {
            length--;
        }
        boolean inWord = length > 0 && isLatin(one.charAt(length - 1)) && (next(one, length) || next(other, length));
        if (inWord) {
            while (length > 0 && isLatin(one.charAt(length - 1))) {
                length--;
            }
        }
        while (length > 0 && !Character.isLetterOrDigit(one.charAt(length - 1))) {
            length--;
        }
        return one.substring(0, length);
    }

    private static boolean next(String text, int at) {
        return at < text.length() && isLatin(text.charAt(at));
    }

    private static boolean isLatin(char c) {
        return c < 0x2E80 && Character.isLetterOrDigit(c) || c == '\'';
    }
}
