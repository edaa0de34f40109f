/** The rules, each with answers that are right, wrong and hostile. */
package org.liaoyuan.server.profile.grade;
