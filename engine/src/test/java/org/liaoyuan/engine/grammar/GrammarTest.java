package org.liaoyuan.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {

    private static final int DRAWS = 150;

    /** Keyword by keyword: what is drawn from the grammar is valid. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "true",
                "{'type':'string'}",
                "{'type':['integer','null']}",
                "{'type':'integer','nullable':false}",
                "{'const':{'a':[1,'x',null,{}],'b':true}}",
                "{'enum':['red','green',3,2.50,null,[1],{'k':'v'},'\\n\\u0001\\\"']}",
                "{'type':'integer','minimum':-37,'maximum':1205}",
                "{'type':'integer','exclusiveMinimum':9,'exclusiveMaximum':11}",
                "{'type':'number','exclusiveMinimum':-0.05,'maximum':12.5}",
                "{'type':'number','minimum':1e20}",
                "{'type':'number','exclusiveMinimum':0,'maximum':1e-20}",
                "{'type':'integer','multipleOf':7,'minimum':100}",
                "{'type':'number','multipleOf':0.25}",
                "{'type':'number','not':{'multipleOf':0.5}}",
                "{'type':'number','not':{'type':'integer'}}",
                "{'type':'string','minLength':3,'maxLength':7}",
                "{'type':'string','minLength':600,'maxLength':3000}",
                "{'type':'string','pattern':'^[A-Z]{2,3}-\\\\d+$'}",
                "{'type':'string','pattern':'foo|^bar'}",
                "{'type':'string','pattern':'^(?=.*[A-Z])(?!.*[xyz])[a-zA-Z]{4,9}$'}",
                "{'type':'string','pattern':'^[^\\\"\\\\\\\\]*\\n$'}",
                "{'type':'string','pattern':'^\\\\s\\\\S\\\\w\\\\W\\\\d\\\\D$'}",
                "{'type':'string','pattern':'^\\\\u4e2d\\\\p{L}+\\\\uD83D\\\\uDE00$'}",
                "{'type':'string','pattern':'^a.c','minLength':5,'maxLength':8}",
                "{'type':'string','not':{'pattern':'a'},'minLength':2}",
                "{'type':'string','not':{'enum':['a','b','']},'maxLength':1}",
                "{'type':'array','items':{'type':'integer'},'minItems':2,'maxItems':4}",
                "{'type':'array','prefixItems':[{'type':'string'},{'type':'null'}],'items':false}",
                "{'type':'array','prefixItems':[{'const':1},{'const':2}],'items':{'const':3},'minItems':1,'maxItems':5}",
                "{'type':'array','items':{'type':'integer'},'contains':{'const':5},'minContains':2,'maxContains':3}",
                "{'type':'array','items':{'enum':[1,2,3]},'uniqueItems':true,'minItems':2}",
                "{'type':'array','items':{'enum':[1,2,3,4,5,6,7,8,9]},'uniqueItems':true}",
                "{'type':'array','items':{'type':'boolean'},'maxItems':2500,'minItems':1}",
                "{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':'null'},'c':{'type':'boolean'}},'required':['b']}",
                "{'type':'object','properties':{'a':{'const':1}},'required':['z']}",
                "{'type':'object','properties':{'a':true,'b':true,'c':true},'minProperties':2,'additionalProperties':false}",
                "{'type':'object','properties':{'a':true,'b':true,'c':true},'maxProperties':1}",
                "{'type':'object','additionalProperties':{'type':'integer'},'maxProperties':3}",
                "{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':{'type':'integer'}}",
                "{'type':'object','patternProperties':{'^x':{'type':'integer'},'y$':{'minimum':5}},'additionalProperties':false}",
                "{'type':'object','propertyNames':{'pattern':'^[a-z]+$','maxLength':3}}",
                "{'type':'object','properties':{'a':{},'b':{},'c':{}},'dependentRequired':{'a':['b'],'b':['c']}}",
                "{'type':'object','properties':{'a':{},'b':{}},'dependentSchemas':{'a':{'properties':{'b':{'type':'null'}},'required':['b']}}}",
                "{'type':'object','properties':{'k':{'enum':['x','y']},'v':{}},'required':['k','v'],'if':{'properties':{'k':{'const':'x'}}},'then':{'properties':{'v':{'type':'integer'}}},'else':{'properties':{'v':{'type':'string'}}}}",
                "{'anyOf':[{'type':'string','maxLength':2},{'type':'integer','minimum':5}]}",
                "{'oneOf':[{'type':'integer'},{'minimum':2}]}",
                "{'oneOf':[{'type':'object','properties':{'t':{'const':'a'}},'required':['t']},{'type':'object','properties':{'t':{'const':'b'}},'required':['t']}]}",
                "{'type':'object','properties':{'a':{},'b':{}},'oneOf':[{'required':['a']},{'required':['b']}]}",
                "{'allOf':[{'type':'object','properties':{'a':{'minimum':1}},'required':['a']},{'properties':{'a':{'type':'integer','maximum':3},'b':{}}}]}",
                "{'allOf':[{'properties':{'a':{}}}],'properties':{'b':{}},'type':'object','unevaluatedProperties':false}",
                "{'type':'array','prefixItems':[{}],'anyOf':[{'prefixItems':[true,{'type':'null'}]},true],'unevaluatedItems':false}",
                "{'not':{'type':['string','array']}}",
                "{'type':'object','not':{'required':['a']},'properties':{'a':{},'b':{}}}",
                "{'$ref':'#/$defs/n','$defs':{'n':{'type':'object','properties':{'v':{'type':'integer'},'next':{'$ref':'#/$defs/n'}},'required':['v']}}}",
                "{'$id':'http://x.test/a','$defs':{'b':{'$id':'b','type':'integer'},'c':{'$anchor':'c','type':'null'}},'anyOf':[{'$ref':'b'},{'$ref':'#c'}]}",
                "{'type':'object','properties':{'quote\\\"back\\\\slash':{'type':'null'},'中文':{'type':'null'}},'required':['quote\\\"back\\\\slash','中文']}",
            })
    void whatIsDrawnIsValid(String schema) {
        String json = schema.replace('\'', '"');
        Grammar grammar = Grammar.ofJsonSchema(Referee.json(json));

        String fault = Referee.firstFault(Referee.json(json), grammar, new Random(7), DRAWS);

        assertThat(fault).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date",
                "time",
                "date-time",
                "duration",
                "email",
                "idn-email",
                "hostname",
                "idn-hostname",
                "ipv4",
                "ipv6",
                "uri",
                "uri-reference",
                "iri",
                "iri-reference",
                "uri-template",
                "uuid",
                "json-pointer",
                "relative-json-pointer",
                "regex"
            })
    void textOfAFormatHasTheFormat(String format) {
        String json = "{\"type\":\"string\",\"format\":\"" + format + "\"}";
        Grammar grammar = Grammar.ofJsonSchema(Referee.json(json));

        String fault = Referee.firstFault(Referee.json(json), grammar, new Random(7), 1_000);

        assertThat(fault).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "false ~ #",
                "{'type':'string','enum':[1]} ~ #",
                "{'type':'integer','minimum':5,'maximum':4} ~ #",
                "{'type':'object','properties':{'a':false},'required':['a']} ~ #",
                "{'properties':{'x':{'type':'array','items':{},'uniqueItems':true}}} ~ #/properties/x",
                "{'type':'string','pattern':'(a)\\\\1'} ~ #/pattern",
                "{'type':'string','pattern':'a\\\\b'} ~ #/pattern",
                "{'type':'string','pattern':'(?<=a)b'} ~ #/pattern",
                "{'type':'string','pattern':'(a'} ~ #/pattern",
                "{'type':'strin'} ~ #/type",
                "{'minimum':true} ~ #/minimum",
                "{'items':[{}]} ~ #/items",
                "{'$ref':'http://elsewhere.test/x'} ~ #/$ref",
                "{'$ref':'#/$defs/none'} ~ #/$ref",
                "{'$ref':'#'} ~ #",
                "{'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}},'$ref':'#/$defs/a'} ~ #/$defs/a",
                "{'type':'object','properties':{'n':{'$ref':'#'}},'required':['n']} ~ #",
                "{'type':'object','additionalProperties':{},'minProperties':2} ~ #",
                "{'type':'integer','multipleOf':123457} ~ #/multipleOf",
                "{'oneOf':[{'type':'string'},{'type':'string'}]} ~ #/oneOf",
                "{'properties':{'x':7}} ~ #/properties/x",
            })
    void whatCannotBePromisedIsRefusedWithItsPlace(String schema, String place) {
        String json = schema.replace('\'', '"');

        assertThatThrownBy(() -> Grammar.ofJsonSchema(Referee.json(json)))
                .isInstanceOfSatisfying(
                        UnsupportedSchemaException.class,
                        e -> assertThat(e.pointer()).isEqualTo(place))
                .hasMessageStartingWith("the schema can't be compiled at " + place + ": ");
    }

    @Test
    void propertiesAreWrittenInTheOrderInWhichTheyAreDeclared() {
        Grammar grammar = Grammar.ofJsonSchema(
                Referee.json(
                        "{\"type\":\"object\",\"properties\":{\"z\":{\"const\":1},\"a\":{\"const\":2}},\"required\":[\"a\",\"z\"]}"));

        String text = GbnfSampler.of(grammar.gbnf()).draw(new Random(1), 0);

        assertThat(text.replaceAll("\\s", "")).isEqualTo("{\"z\":1,\"a\":2}");
    }

    @Test
    void everyCombinationOfOptionalPropertiesCanBeWritten() {
        Grammar grammar = Grammar.ofJsonSchema(
                Referee.json(
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"const\":1},\"b\":{\"const\":1},\"c\":{\"const\":1}},\"required\":[\"b\"]}"));
        GbnfSampler sampler = GbnfSampler.of(grammar.gbnf());
        Random random = new Random(3);

        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            keys.add(String.join("", Referee.json(sampler.draw(random, 1_000)).propertyNames()));
        }

        assertThat(keys).containsExactlyInAnyOrder("b", "ab", "bc", "abc");
    }

    @Test
    void anyJsonObjectWritesObjects() {
        GbnfSampler sampler = GbnfSampler.of(Grammar.anyJsonObject().gbnf());
        Random random = new Random(5);

        for (int i = 0; i < 500; i++) {
            assertThat(Referee.json(sampler.draw(random, 300)).isObject()).isTrue();
        }
    }

    @Test
    void aGrammarWithoutARootIsRefused() {
        assertThatThrownBy(() -> Grammar.ofGbnf("a ::= \"b\"")).isInstanceOf(IllegalArgumentException.class);
    }
}
