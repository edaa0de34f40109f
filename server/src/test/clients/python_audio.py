"""The official Python SDK's sound against a running server. Argument: address. Prints one line a check."""

import io
import sys
import wave
from itertools import groupby

import openai

address = sys.argv[1]
client = openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0, timeout=170)
ENGLISH = "The quick brown fox jumps over the lazy dog."
CHINESE = "今天天气很好，我们去公园散步吧。"
spoken = {}


def letters(text):
    return "".join(c for c in text.lower() if c.isalnum())


def speech(text, voice, form):
    if (text, form) not in spoken:
        spoken[text, form] = client.audio.speech.create(model="tts-1", voice=voice, input=text, response_format=form).content
    return spoken[text, form]


def spoken_as_wav():
    sound = speech(ENGLISH, "alloy", "wav")
    with wave.open(io.BytesIO(sound)) as head:
        assert (head.getframerate(), head.getnchannels(), head.getsampwidth()) == (24000, 1, 2)
    assert 1.5 < len(sound) / 48000 < 8


def spoken_as_others():
    begins = {"mp3": (b"ID3", b"\xff\xf3", b"\xff\xfb"), "opus": (b"OggS",), "flac": (b"fLaC",), "aac": (b"\xff\xf1", b"\xff\xf9")}
    for form, heads in begins.items():
        sound = client.audio.speech.create(model="kokoro", voice="zf_xiaoxiao", input="好。", response_format=form).content
        assert sound.startswith(heads), (form, sound[:8])


def spoken_piece_by_piece():
    with client.audio.speech.with_streaming_response.create(model="default", voice="nova", input=ENGLISH, response_format="pcm") as answer:
        pieces = [len(p) for p in answer.iter_bytes(4096)]
    assert sum(pieces) > 48000


def written_down():
    text = client.audio.transcriptions.create(model="whisper-1", file=("fox.wav", speech(ENGLISH, "alloy", "wav"))).text
    assert letters(text) == letters(ENGLISH), text


def written_down_in_chinese():
    answer = client.audio.transcriptions.create(
        model="whisper-base", file=("walk.wav", speech(CHINESE, "zf_xiaoxiao", "wav")), response_format="verbose_json")
    assert answer.language == "chinese", answer.language
    wrong = sum(a != b for a, b in zip(letters(answer.text), letters(CHINESE)))
    assert wrong <= 2 and abs(len(letters(answer.text)) - len(letters(CHINESE))) <= 1, answer.text
    assert answer.segments[0].start < 1 and answer.segments[-1].end <= answer.duration + 0.01


def written_with_times():
    sound = speech(ENGLISH, "alloy", "wav")
    assert "-->" in client.audio.transcriptions.create(model="default", file=("fox.wav", sound), response_format="srt")
    assert client.audio.transcriptions.create(model="default", file=("fox.wav", sound), response_format="vtt").startswith("WEBVTT")


def written_as_it_comes():
    events = list(client.audio.transcriptions.create(model="gpt-4o-mini-transcribe", file=("fox.wav", speech(ENGLISH, "alloy", "wav")), stream=True))
    assert events[-1].type == "transcript.text.done"
    deltas = "".join(e.delta for e in events if e.type == "transcript.text.delta")
    assert letters(deltas) == letters(events[-1].text) == letters(ENGLISH)


def told_apart():
    from openai.types.audio import TranscriptionDiarized

    # a voice of which little is heard is not told apart
    one, other = "The harvest of apples was better than last year, and we sold most of it.", "Then we should buy another press before the winter begins."
    with wave.open(io.BytesIO(speech(one, "alloy", "wav"))) as first, wave.open(io.BytesIO(speech(other, "am_michael", "wav"))) as second:
        talk = io.BytesIO()
        with wave.open(talk, "wb") as both:
            # a stream's header does not say how long it is
            both.setparams(first.getparams()._replace(nframes=0))
            for part in (first, second, first):
                part.rewind()
                both.writeframes(part.readframes(part.getnframes()) + bytes(24000))
    answer = client.audio.transcriptions.create(
        model="gpt-4o-transcribe-diarize", file=("talk.wav", talk.getvalue()), response_format="diarized_json", chunking_strategy="auto")
    assert isinstance(answer, TranscriptionDiarized), type(answer)
    assert [who for who, _ in groupby(s.speaker for s in answer.segments)] == ["A", "B", "A"], answer.segments
    assert [s.id for s in answer.segments] == [f"seg_{i}" for i in range(len(answer.segments))] and {s.type for s in answer.segments} == {"transcript.text.segment"}
    assert all("B" == s.speaker for s in answer.segments if "winter" in s.text) and "winter" in answer.text
    assert all(s.start < s.end <= answer.duration for s in answer.segments)
    events = list(client.audio.transcriptions.create(
        model="default", file=("talk.wav", talk.getvalue()), response_format="diarized_json", stream=True))
    assert [who for who, _ in groupby(e.speaker for e in events if e.type == "transcript.text.segment")] == ["A", "B", "A"], events
    try:
        client.audio.transcriptions.create(model="default", file=("talk.wav", talk.getvalue()), response_format="diarized_json",
                                           known_speaker_names=["Ada"], known_speaker_references=["data:audio/wav;base64,"])
    except openai.BadRequestError as e:
        assert e.param == "known_speaker_names"
    else:
        raise AssertionError("it was not refused")


def translated():
    text = client.audio.translations.create(model="default", file=("walk.wav", speech(CHINESE, "zf_xiaoxiao", "wav"))).text
    assert text.isascii() and any(w in text.lower() for w in ("weather", "park", "walk")), text


def refused():
    for error, call in [
        (openai.BadRequestError, lambda: client.audio.transcriptions.create(model="default", file=("x.wav", b"this is a letter"))),
        (openai.BadRequestError, lambda: client.audio.speech.create(model="default", voice="nobody", input="hello")),
        (openai.BadRequestError, lambda: client.audio.speech.create(model="default", voice="alloy", input=" ")),
        (openai.BadRequestError, lambda: client.audio.speech.create(model="default", voice="alloy", input="hello", speed=9)),
        (openai.NotFoundError, lambda: client.audio.speech.create(model="nothing", voice="alloy", input="hello")),
    ]:
        try:
            call()
        except error as e:
            assert e.message
        else:
            raise AssertionError("it was not refused")


for check in [spoken_as_wav, spoken_as_others, spoken_piece_by_piece, written_down, written_down_in_chinese, written_with_times,
              written_as_it_comes, told_apart, translated, refused]:
    check()
    print("ok", check.__name__, flush=True)
