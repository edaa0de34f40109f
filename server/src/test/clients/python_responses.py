"""The Responses API by the official Python SDK and langchain-openai. Arguments: address, model, model that knows tools. Prints one line a check."""

import json
import sys

import openai
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

address, model, tool_model = sys.argv[1:4]
client = openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0)
question = "Say hello in one short sentence"
weather = {
    "type": "function",
    "name": "get_weather",
    "description": "The weather in a city",
    "strict": True,
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string", "maxLength": 30}},
        "required": ["city"],
        "additionalProperties": False,
    },
}


class Person(BaseModel):
    name: str
    age: int


def whole():
    response = client.responses.create(model=model, input=question, max_output_tokens=16)
    assert response.output_text.strip() and response.status in ("completed", "incomplete")
    assert 0 < response.usage.output_tokens <= 16
    # what the types say, checked: the SDK itself constructs without a check
    type(response).model_validate_json(response.model_dump_json())


def streamed():
    with client.responses.stream(model=model, input=question, max_output_tokens=200) as stream:
        events = list(stream)
        final = stream.get_final_response()
    assert "".join(e.delta for e in events if e.type == "response.output_text.delta") == final.output_text
    assert [e.sequence_number for e in events] == list(range(len(events)))
    assert client.responses.retrieve(final.id).output_text == final.output_text


def followed():
    first = client.responses.create(model=model, input="My name is Anna", max_output_tokens=8, instructions="Be brief")
    second = client.responses.create(model=model, input="Who am I?", max_output_tokens=8, previous_response_id=first.id)
    items = list(client.responses.input_items.list(second.id, order="asc", limit=2))
    assert [i.role for i in items] == ["user", "assistant", "user"], items
    client.responses.delete(first.id)
    try:
        client.responses.retrieve(first.id)
    except openai.NotFoundError:
        return
    raise AssertionError("it was not deleted")


def called():
    messages = [{"role": "user", "content": "What is the weather in Paris?"}]
    asked = client.responses.create(model=tool_model, input=messages, tools=[weather], tool_choice="required", max_output_tokens=100, temperature=0)
    call = asked.output[0]
    assert call.type == "function_call" and json.loads(call.arguments)["city"]
    # the whole conversation is sent again, as clients do that keep it themselves
    messages += asked.output
    messages.append({"type": "function_call_output", "call_id": call.call_id, "output": '{"celsius": 17, "sky": "cloudy"}'})
    told = client.responses.create(model=tool_model, input=messages, store=False, max_output_tokens=60, temperature=0)
    assert "17" in told.output_text or "cloudy" in told.output_text, told.output_text


def call_streamed():
    with client.responses.stream(model=tool_model, input="What is the weather in Paris?", tools=[weather], tool_choice="required", max_output_tokens=100, temperature=0) as stream:
        pieces = [e.delta for e in stream if e.type == "response.function_call_arguments.delta"]
        final = stream.get_final_response()
    assert "".join(pieces) == final.output[0].arguments


def parsed():
    response = client.responses.parse(model=tool_model, input="Anna is 31 years old.", text_format=Person, max_output_tokens=60, temperature=0)
    assert isinstance(response.output_parsed, Person) and response.output_parsed.age >= 0


def cancelled():
    with client.responses.create(model=model, input="Write a very long story about the sea", stream=True) as stream:
        assert [e.type for _, e in zip(range(3), stream)][0] == "response.created"


def refused():
    for error, call in [
        (openai.NotFoundError, {"model": "gpt-99", "input": question}),
        (openai.BadRequestError, {"model": model, "input": question, "temperature": 9}),
        (openai.BadRequestError, {"model": model, "input": question, "previous_response_id": "resp_0"}),
        (openai.BadRequestError, {"model": model, "input": question, "tools": [{"type": "web_search"}]}),
        (openai.BadRequestError, {"model": model, "input": "word " * 5000, "stream": True}),
    ]:
        try:
            client.responses.create(**call)
        except error as e:
            assert e.message and e.param
        else:
            raise AssertionError(f"{call} was not refused")


def langchain():
    chat = ChatOpenAI(base_url=f"{address}/v1", api_key="any", model=model, max_tokens=16, use_responses_api=True)
    assert chat.invoke("Say hello").text.strip()
    assert "".join(piece.text for piece in chat.stream("Say hello")).strip()


for check in (whole, streamed, followed, called, call_streamed, parsed, cancelled, refused, langchain):
    check()
    print("ok", check.__name__)
