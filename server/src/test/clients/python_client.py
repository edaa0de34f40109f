"""The official Python SDK and langchain-openai against a running server. Arguments: address, model. Prints one line a check."""

import sys

import openai
from langchain_openai import ChatOpenAI, OpenAIEmbeddings

address, model = sys.argv[1], sys.argv[2]
client = openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0)
question = [{"role": "user", "content": "Say hello in one short sentence"}]


def whole():
    answer = client.chat.completions.create(model=model, messages=question, max_completion_tokens=16)
    assert answer.choices[0].message.content.strip()
    assert 0 < answer.usage.completion_tokens <= 16


def streamed():
    options = {"include_usage": True}
    chunks = list(client.chat.completions.create(model=model, messages=question, stream=True, stream_options=options, max_tokens=16))
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices).strip()
    assert chunks[-1].usage.total_tokens == chunks[-1].usage.prompt_tokens + chunks[-1].usage.completion_tokens


def cancelled():
    story = [{"role": "user", "content": "Write a very long story about the sea"}]
    with client.chat.completions.create(model=model, messages=story, stream=True, max_tokens=1500) as stream:
        for _, chunk in zip(range(3), stream):
            assert chunk.object == "chat.completion.chunk"


def completed():
    assert "five" in client.completions.create(model=model, prompt="One, two, three, four,", max_tokens=3, temperature=0).choices[0].text


def embedded():
    # the SDK asks for base64 by itself and decodes it
    vectors = client.embeddings.create(model="bge-small-zh", input=["燎原", "星火"]).data
    assert [len(v.embedding) for v in vectors] == [512, 512]


def listed():
    assert client.models.list().data[0].id
    assert client.models.retrieve(model).id == model


def refused():
    for error, call in [
        (openai.NotFoundError, {"model": "gpt-99", "messages": question}),
        (openai.BadRequestError, {"model": model, "messages": question, "temperature": 9}),
        (openai.BadRequestError, {"model": model, "messages": [{"role": "user", "content": "word " * 5000}]}),
    ]:
        try:
            client.chat.completions.create(**call)
        except error as e:
            assert e.message and e.body["message"]
        else:
            raise AssertionError(f"{call['model']} was not refused")


def timed_out():
    try:
        client.with_options(timeout=0.001).chat.completions.create(model=model, messages=question)
    except openai.APITimeoutError:
        return
    raise AssertionError("no timeout")


def langchain():
    chat = ChatOpenAI(base_url=f"{address}/v1", api_key="any", model=model, max_tokens=16, stream_usage=True)
    assert chat.invoke("Say hello").content.strip()
    assert "".join(piece.content for piece in chat.stream("Say hello")).strip()
    assert len(chat.batch(["Say one", "Say two"])) == 2
    embeddings = OpenAIEmbeddings(base_url=f"{address}/v1", api_key="any", model="bge-small-zh", check_embedding_ctx_length=False)
    assert len(embeddings.embed_query("燎原")) == 512


for check in (whole, streamed, cancelled, completed, embedded, listed, refused, timed_out, langchain):
    check()
    print("ok", check.__name__)
