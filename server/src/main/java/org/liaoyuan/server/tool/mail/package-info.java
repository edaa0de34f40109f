/** Mail as nodes: {@code MailTool} sends ({@code Letter}, {@code Post}), {@code InboxTool} reads ({@code Mailbox}, {@code Mail}). */
@NullMarked
package org.liaoyuan.server.tool.mail;

import org.jspecify.annotations.NullMarked;
