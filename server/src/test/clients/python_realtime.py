"""The Realtime API by the official Python SDK. Arguments: address, model, folder with question.pcm and stop.pcm (24 kHz, 16 bits, speech with
silence behind it; none where nothing is here that listens and speaks). Prints one line a check."""
import asyncio
import base64
import sys
import time
from pathlib import Path

from openai import AsyncOpenAI, OpenAI

address, model, *folder = sys.argv[1:]
sound = Path(folder[0]) if folder else None
client = OpenAI(base_url=f"{address}/v1", websocket_base_url=f"{address.replace('http', 'ws', 1)}/v1", api_key="any", max_retries=0)
RATE, BYTES = 24_000, 2
LEAD = 0.2  # of silence before what is spoken
STEP = RATE * BYTES // 25


def next_of(connection, kind):
    for event in connection:
        if event.type == kind:
            return event
        assert event.type != "error", event
    raise AssertionError(f"the connection ended before {kind}")


def say_by_text(connection):
    connection.conversation.item.create(
        item={"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Say hello in one short sentence"}]}
    )


def answered():
    with client.realtime.connect(model=model) as connection:
        assert next_of(connection, "session.created").session.type == "realtime"
        connection.session.update(session={"type": "realtime", "output_modalities": ["text"], "max_output_tokens": 16})
        next_of(connection, "session.updated")
        say_by_text(connection)
        connection.response.create()
        text = ""
        for event in connection:
            if event.type == "response.output_text.delta":
                text += event.delta
            elif event.type == "response.done":
                break
        assert text.strip()
        assert event.response.output[0].content[0].text == text
        assert event.response.usage.output_tokens <= 16


def answered_as_before():
    with client.beta.realtime.connect(model=model, extra_headers={"OpenAI-Beta": "realtime=v1"}) as connection:
        connection.session.update(session={"modalities": ["text"], "max_response_output_tokens": 16})
        say_by_text(connection)
        connection.response.create()
        assert next_of(connection, "response.text.done").text.strip()
        assert next_of(connection, "response.done").response.status in ("completed", "incomplete")


def told_what_is_wrong():
    with client.realtime.connect(model=model) as connection:
        connection.response.cancel()
        for event in connection:
            if event.type == "error":
                assert event.error.code == "response_cancel_not_active"
                return


def pieces(name):
    data = (sound / name).read_bytes()
    return [data[at : at + STEP] for at in range(0, len(data), STEP)]


async def say(connection, name):
    """As fast as it was spoken. Returns when each piece was sent, by its place."""
    began = time.monotonic()
    for place, piece in enumerate(pieces(name)):
        await asyncio.sleep(max(0, began + place * 0.04 - time.monotonic()))
        await connection.input_audio_buffer.append(audio=base64.b64encode(piece).decode())
    return began


async def captioned():
    async with AsyncOpenAI(base_url=f"{address}/v1", api_key="any").realtime.connect(
        extra_query={"intent": "transcription"}
    ) as connection:
        await connection.session.update(
            session={"type": "transcription", "audio": {"input": {"turn_detection": {"type": "semantic_vad"}}}}
        )
        speaking = asyncio.create_task(say(connection, "question.pcm"))
        began, first, stopped = time.monotonic(), None, None
        async for event in connection:
            assert event.type != "error", event
            if event.type.endswith("transcription.delta") and first is None:
                first = time.monotonic() - began
            elif event.type == "input_audio_buffer.speech_stopped":
                stopped = event.audio_end_ms / 1000
            elif event.type.endswith("transcription.completed"):
                break
        late = time.monotonic() - began - stopped
        assert "france" in event.transcript.lower(), event.transcript
        await speaking
        return f"first words after {first or 0:.2f} s, all {late:.2f} s after the last"


async def talked_and_interrupted():
    async with AsyncOpenAI(base_url=f"{address}/v1", api_key="any").realtime.connect(model=model) as connection:
        await connection.session.update(
            session={
                "type": "realtime",
                "instructions": "Answer in five sentences.",
                "audio": {"input": {"turn_detection": {"type": "semantic_vad"}, "transcription": {"model": "whisper-1"}}},
            }
        )
        speaking = asyncio.create_task(say(connection, "question.pcm"))
        began, stopped, first, heard, audio = time.monotonic(), 0, None, "", 0
        interrupting = started = cancelled = None
        async for event in connection:
            assert event.type != "error", event
            if event.type == "input_audio_buffer.speech_stopped" and not stopped:
                stopped = event.audio_end_ms / 1000
            elif event.type.endswith("transcription.completed") and not heard:
                heard = event.transcript
            elif event.type == "response.output_audio.delta":
                audio += len(base64.b64decode(event.delta))
                if first is None:
                    first = time.monotonic() - began - stopped
                    interrupting = asyncio.create_task(say(connection, "stop.pcm"))
                    started = time.monotonic()
            elif event.type == "response.done":
                cancelled = time.monotonic()
                break
        assert "france" in heard.lower(), heard
        assert audio > 0
        assert event.response.status == "cancelled", event.response
        assert event.response.status_details.reason == "turn_detected"
        item = event.response.output[0].id
        async for event in connection:
            if event.type == "conversation.item.truncated":
                assert event.item_id == item
                break
        await connection.close()
        for task in (speaking, interrupting):
            task.cancel()
        return f"first sound {first:.2f} s after the last word, silent {cancelled - started - LEAD:.2f} s after the next one began"


for check in [answered, answered_as_before, told_what_is_wrong] if sound is None else [captioned, talked_and_interrupted]:
    said = asyncio.run(check()) if asyncio.iscoroutinefunction(check) else check()
    print("ok", check.__name__, said or "", flush=True)
