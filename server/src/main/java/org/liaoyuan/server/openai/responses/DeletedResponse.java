package org.liaoyuan.server.openai.responses;

/** Says that a response is no longer kept. */
record DeletedResponse(String id, String object, boolean deleted) {}
