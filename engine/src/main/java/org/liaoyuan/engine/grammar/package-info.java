/**
 * Grammars that the sampler is held to: JSON Schema (draft 2020-12) in, GBNF of llama.cpp out.
 *
 * <p>The one promise: whatever a compiled grammar accepts parses as JSON and is valid under the schema. The grammar may accept
 * less than the schema (it is made to write with, not to validate with), never more, and never nothing.
 *
 * <p>How it works, in the order to read: {@link org.liaoyuan.engine.grammar.SchemaDocument} finds where references lead.
 * {@link org.liaoyuan.engine.grammar.Lowering} turns a schema, or its negation, into
 * {@link org.liaoyuan.engine.grammar.Shapes}: a union of sets of values, one list a JSON type. Text and numbers are finite
 * {@link org.liaoyuan.engine.grammar.Automaton automata}, so "and", "or" and "not" are exact on them; the values inside arrays and
 * objects stay {@link org.liaoyuan.engine.grammar.Goal goals} (schemas that must hold or fail together), lowered when their rule is
 * written. {@link org.liaoyuan.engine.grammar.ValueWriter} writes a rule for each goal, and
 * {@link org.liaoyuan.engine.grammar.Rules} drops what can't produce any text and prints the rest.
 */
@NullMarked
package org.liaoyuan.engine.grammar;

import org.jspecify.annotations.NullMarked;
