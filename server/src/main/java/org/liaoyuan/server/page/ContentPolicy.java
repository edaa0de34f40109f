package org.liaoyuan.server.page;

/** What a browser may do with an answer (Content Security Policy level 3): nothing that does not come from here. */
final class ContentPolicy {

    private static final String REST =
            "; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    /** For every answer that is not the page's document: opened by its own address it is shown, and does nothing. */
    static final String NOTHING = "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; sandbox";

    /** For the page's service worker: it asks this server, and runs nothing but itself. */
    static final String WORKER = "default-src 'none'; connect-src 'self'; object-src 'none'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private ContentPolicy() {}

    /** Style elements count that show the nonce. */
    static String withStyles(String nonce) {
        return "default-src 'self'; style-src 'self' 'nonce-" + nonce + "'" + REST;
    }
}
