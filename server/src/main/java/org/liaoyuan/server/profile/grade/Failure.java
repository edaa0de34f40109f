package org.liaoyuan.server.profile.grade;

/** Why an answer does not count. Kept for each question, where the answer's text is not. */
public enum Failure {
    /** Nothing, or only white space. */
    EMPTY,
    /** Not in the form that was asked for. */
    FORMAT,
    /** In the right form, with the wrong content. */
    WRONG,
    /** Something that must be there is missing. */
    INCOMPLETE,
    /** Something is there that must not be: invented, contradicted or left over. */
    FORBIDDEN,
    /** Longer or shorter than was asked for. */
    LENGTH,
    /** In another language than was asked for. */
    LANGUAGE,
    /** Something that we do not execute. */
    REFUSED,
    /** The answer took too long. */
    TIMEOUT,
    /** The question does not fit into the model's context. */
    CONTEXT,
    /** Cut off at the limit of tokens before it was right. */
    TRUNCATED
}
