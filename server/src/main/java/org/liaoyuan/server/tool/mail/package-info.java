/** Mail as a node: follow {@code MailTool} → {@code Letter} and {@code Post}. */
@NullMarked
package org.liaoyuan.server.tool.mail;

import org.jspecify.annotations.NullMarked;
