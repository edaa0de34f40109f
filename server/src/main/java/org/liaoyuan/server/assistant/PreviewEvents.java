package org.liaoyuan.server.assistant;

/**
 * The events of a persona's preview in the contract: each field is the name of an event and the type of its data. A stream has any
 * number of {@code delta}, then {@code done} or {@code error}.
 *
 * @param delta what comes next of the text
 * @param done the whole text
 * @param error why there is none
 */
record PreviewEvents(AnswerEvents.Delta delta, AnswerEvents.Delta done, AnswerProblem error) {}
