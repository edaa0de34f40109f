/**
 * The frame for assistants: an assistant is data ({@link org.liaoyuan.server.assistant.frame.Manifest}), read with care ({@code
 * ManifestReader}) from the program's own folders ({@code BuiltIn}), from people's requests and from ZIP files ({@code Archive}).
 * {@link org.liaoyuan.server.assistant.frame.Assistants} says which there are for somebody.
 */
@NullMarked
package org.liaoyuan.server.assistant.frame;

import org.jspecify.annotations.NullMarked;
