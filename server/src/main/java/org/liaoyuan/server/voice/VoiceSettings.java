package org.liaoyuan.server.voice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of conversations by voice: {@code liaoyuan.voice.*}.
 *
 * @param conversations that may go on at once, on this process
 * @param longest a conversation ends after this long
 * @param idle a conversation ends after this long without anything from the client
 * @param reply an answer is ended after this long
 * @param lead how much sound an answer may be ahead of what can have been heard of it; more is not spoken yet
 * @param eager whether a model of this machine reads ahead of what it will be asked, and rests while sound is wanted at once
 */
@ConfigurationProperties("liaoyuan.voice")
public record VoiceSettings(
        @DefaultValue("8") int conversations,
        @DefaultValue("60m") Duration longest,
        @DefaultValue("5m") Duration idle,
        @DefaultValue("5m") Duration reply,
        @DefaultValue("20s") Duration lead,
        @DefaultValue("true") boolean eager) {

    public VoiceSettings {
        if (conversations < 1 || conversations > 1000) {
            throw new IllegalArgumentException(
                    "liaoyuan.voice.conversations is " + conversations + "; expected 1 to 1000");
        }
        requirePositive("longest", longest);
        requirePositive("idle", idle);
        requirePositive("reply", reply);
        requirePositive("lead", lead);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("liaoyuan.voice." + name + " is " + value + "; expected more than 0");
        }
    }
}
