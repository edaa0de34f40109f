package org.liaoyuan.server.model;

/**
 * A LoRA adapter and how it stands.
 *
 * @param name within its model
 * @param model what requests call the model with this adapter: {@code base:name}
 * @param parent the model it changes
 * @param sizeBytes size of its file
 * @param loaded whether it is in memory; if not, the first request loads it
 */
public record AdapterStatus(String name, String model, String parent, long sizeBytes, boolean loaded) {}
