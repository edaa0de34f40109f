package org.liaoyuan.server.openai.responses;

import tools.jackson.databind.node.ObjectNode;

/**
 * An item that a request brought.
 *
 * @param item what it says
 * @param json how it is kept and shown: with an id, and its content as parts
 */
record InputItem(Item item, ObjectNode json) {}
