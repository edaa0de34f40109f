package org.liaoyuan.server.model;

/**
 * A voice that a model of this machine has.
 *
 * @param id what requests call it
 * @param language ISO 639-1, of the language that it is at home in
 * @param female or male
 */
public record VoiceInfo(String id, String language, boolean female) {}
