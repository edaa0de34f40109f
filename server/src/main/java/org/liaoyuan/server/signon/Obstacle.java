package org.liaoyuan.server.signon;

import java.util.Locale;

/** Why somebody, or a configuration, does not get further. The page has words for each, in both languages. */
enum Obstacle {
    /** The sign-in took too long, was used already, or began in another browser. */
    EXPIRED,
    /** Very many sign-ins from there are not finished. */
    CROWDED,
    /** The provider says that the person, or it, does not want to. */
    DENIED,
    /** The provider or directory does not answer, or not with what was asked for. */
    UNREACHABLE,
    /** TLS fails: the certificate is not trusted, or names another host. */
    TLS,
    /** It calls itself otherwise than the configuration does. */
    ISSUER,
    /** One address for every tenant of Azure. */
    MULTI_TENANT,
    /** What it offers lacks something that is needed. */
    UNSUITABLE,
    /** The client id or the secret is wrong. */
    CLIENT,
    /** What it says of the person is not signed for us, now, and for this sign-in. */
    UNTRUSTED,
    /** Groups decide about roles here, and the provider left them out. */
    GROUPS_LEFT_OUT,
    /** The e-mail address is missing, not verified, or of another domain. */
    DOMAIN,
    /** Nobody here is linked with it, and people are not created. */
    UNKNOWN_PERSON,
    /** Their account here is closed, or they left the organisation. */
    CLOSED,
    /** They belong to other organisations as well, which this one's provider must not open. */
    ELSEWHERE,
    /** Their role is above that of whoever saved the configuration. */
    REACH,
    /** It is linked to somebody else's account. */
    TAKEN,
    /** Whoever began to link an identity is no longer signed in. */
    LINK_LOST,
    /** The service account's name or password is wrong. */
    SERVICE_ACCOUNT,
    /** There is no such place in the directory. */
    BASE,
    /** The directory refuses the search. */
    SEARCH,
    /** The name that was tried is nobody's there, or more than one's. */
    NOBODY;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
