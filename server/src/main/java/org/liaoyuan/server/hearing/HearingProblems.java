package org.liaoyuan.server.hearing;

import org.liaoyuan.server.access.RefusalProblems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of this room's controllers. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = HearingProblems.class)
class HearingProblems extends RefusalProblems {}
