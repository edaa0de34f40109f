package org.liaoyuan.server.agent.tell;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whose bots take messages at an address of their own: each with the JSON that it takes, and the one by which it says that it did. */
public enum BotKind {
    /** 飞书, Lark: a custom bot of a group. */
    FEISHU,
    /** 钉钉: a custom robot of a group. */
    DINGTALK,
    /** 企业微信: a robot of a group. */
    WECOM,
    /** An incoming webhook, as Slack, Mattermost and others have it. */
    SLACK;

    /** What is sent. */
    ObjectNode message(String text) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case FEISHU -> json.put("msg_type", "text").putObject("content").put("text", text);
            case DINGTALK, WECOM ->
                json.put("msgtype", "text").putObject("text").put("content", text);
            // & < and > begin marks there
            case SLACK ->
                json.put("text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        return json;
    }

    /** Whether an answer with status 2xx says that it was taken: all but Slack say so in it, and use 200 for refusals as well. */
    boolean isTaken(JsonNode answer) {
        return switch (this) {
            case FEISHU -> answer.path("code").asInt(answer.path("StatusCode").asInt(-1)) == 0;
            case DINGTALK, WECOM -> answer.path("errcode").asInt(-1) == 0;
            case SLACK -> true;
        };
    }
}
