/**
 * What people keep of their hearing tests: audiograms, their own or a clinician's, and digits in noise. The tests themselves run in the page
 * ({@code org.liaoyuan.sound.hearing.audiometry}); what they give stays on the device until the person saves it here. Begin with {@code
 * HearingController}.
 */
@NullMarked
package org.liaoyuan.server.hearing;

import org.jspecify.annotations.NullMarked;
