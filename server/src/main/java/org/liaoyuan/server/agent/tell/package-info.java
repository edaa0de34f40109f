/**
 * How people are told that a run asks them: what an organisation has set ({@code TellStore}), mail ({@code MailTeller}) and a group's bot
 * ({@code BotTeller}). Whom to tell of what, and when again, the room above knows.
 */
@NullMarked
package org.liaoyuan.server.agent.tell;

import org.jspecify.annotations.NullMarked;
