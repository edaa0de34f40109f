"""Makes the spoken digits of the digits-in-noise test: web/src/hearing/digits/digits-{zh,en}.wav and digits.json.

Kokoro-82M v1.0 (Apache-2.0) says each digit alone, slowly; it is cut out where it is 38 dB below its peak. The ten of a language are brought to the same level, first by the RMS of
their speech-active parts, then by an intelligibility model: the level at which extended short-time objective intelligibility (Jensen
and Taal 2016, here over the digit alone) in noise of the digits' own long-term spectrum is the same for all. That second step is held
to 2 dB, since the model was not made for single words.

    python make.py --model kokoro-v1.0-int8.onnx --voices kokoro-js-1.2.1.tgz --out ../../web/src/hearing/digits

Needs numpy, scipy and onnxruntime. The same files and seed give the same sounds on the same kind of processor.
"""
import argparse
import hashlib
import json
import tarfile
import wave
from pathlib import Path

import numpy as np
import onnxruntime
from scipy.signal import resample_poly

RATE = 16_000
FRAME = 160  # 10 ms
LEVEL = -26.0  # dB re full scale, RMS of the active parts of all ten
MOST = 2.0  # dB, of the second step

# of Kokoro's 114 tokens, those that digits need
TOKENS = {
    ',': 3, '.': 4, ' ': 16, 'ɚ': 85, 'ɨ': 101, 'ʰ': 162, 'ʨ': 21, '→': 171, '↗': 172, '↓': 169, '↘': 173, 'ŋ': 112, 'a': 43, 'i': 51,
    'j': 52, 'l': 54, 'n': 56, 'o': 57, 'p': 58, 's': 61, 'u': 63, 'z': 68, 'ˈ': 156, 'ɪ': 102, 'ɹ': 123, 'O': 31, 'w': 65, 'ʌ': 138,
    't': 62, 'θ': 119, 'f': 48, 'ɔ': 76, 'I': 25, 'v': 64, 'k': 53, 'ɛ': 86, 'ə': 83, 'A': 24,
}
# Of a word this short, Chinese voices add a vowel of their own before it with the style of short texts; with that of longer ones this
# voice does not. Seen in the levels: each of its digits rises and falls once.
STYLE = {'zh': 40, 'en': None}  # row of the voice; None is that of the text's own length
DIGITS = {
    'zh': ('zf_xiaobei', ['li↗ŋ', 'i→', 'ɚ↘', 'sa→n', 'sɨ↘', 'u↓', 'ljou↘', 'ʨʰi→', 'pa→', 'ʨjou↓']),
    'en': ('af_heart', ['zˈɪɹO', 'wˈʌn', 'tˈu', 'θɹˈi', 'fˈɔɹ', 'fˈIv', 'sˈɪks', 'sˈɛvən', 'ˈAt', 'nˈIn']),
}


def spoken(session, style, phonemes, row):
    said = f'{phonemes}.'
    tokens = np.array([[0, *(TOKENS[c] for c in said), 0]], dtype=np.int64)
    ids = [i.name for i in session.get_inputs()]
    feed = {}
    for name in ids:
        if 'style' in name:
            feed[name] = style[len(said) if row is None else row][None, :]
        elif 'speed' in name:
            feed[name] = np.array([0.85], dtype=np.float32)
        else:
            feed[name] = tokens
    return resample_poly(session.run(None, feed)[0].reshape(-1).astype(np.float64), 2, 3)


def frames_db(x):
    n = len(x) // FRAME
    return 10 * np.log10(np.mean(x[: n * FRAME].reshape(n, FRAME) ** 2, axis=1) + 1e-12)


def cut_out(x, phonemes):
    """From the first to the last frame within 38 dB of the loudest, of the runs that are at most 120 ms (a stop's silence) apart."""
    loud = frames_db(x)
    on = np.flatnonzero(loud > loud.max() - 38)
    runs = np.split(on, np.flatnonzero(np.diff(on) > 12) + 1)
    run = max(runs, key=len)
    if not 20 <= len(run) <= 110:
        raise ValueError(f'{phonemes}: a word of {len(run)} frames')
    a, b = run[0], run[-1] + 1
    cut = x[max(0, (a - 2) * FRAME) : (b + 3) * FRAME].copy()
    ramp = np.sin(np.linspace(0, np.pi / 2, FRAME)) ** 2
    cut[:FRAME] *= ramp
    cut[-FRAME:] *= ramp[::-1]
    return cut


def active_rms(x):
    """Over frames within 30 dB of the loudest."""
    loud = frames_db(x)
    kept = loud > loud.max() - 30
    return np.sqrt(np.mean(10 ** (loud[kept] / 10)))


def noise_like(speech, length, random):
    """Gaussian noise of the long-term spectrum of all digits."""
    spectrum = np.abs(np.fft.rfft(np.concatenate(speech), 1 << 18))
    smooth = np.sqrt(np.convolve(spectrum**2, np.ones(601) / 601, 'same'))
    white = np.fft.rfft(random.standard_normal(1 << 18))
    return np.fft.irfft(white * smooth)[:length]


def bands(x):
    """Envelopes in 15 third-octave bands from 150 Hz, 25.6 ms windows each 12.8 ms."""
    size, hop = 410, 205
    n = 1 + (len(x) - size) // hop
    window = np.hanning(size + 2)[1:-1]
    power = np.abs(np.fft.rfft(np.stack([x[i * hop : i * hop + size] * window for i in range(n)]), 1024)) ** 2
    f = np.fft.rfftfreq(1024, 1 / RATE)
    edges = [(150 * 2 ** ((k - 0.5) / 3), 150 * 2 ** ((k + 0.5) / 3)) for k in range(15)]
    return np.sqrt(np.stack([power[:, (f >= a) & (f < b)].sum(axis=1) for a, b in edges]))


def normal(m):
    m = m - m.mean(axis=1, keepdims=True)
    m = m / (np.linalg.norm(m, axis=1, keepdims=True) + 1e-9)
    m = m - m.mean(axis=0, keepdims=True)
    return m / (np.linalg.norm(m, axis=0, keepdims=True) + 1e-9)


def estoi(clean, mixed):
    x, y = normal(bands(clean)), normal(bands(mixed))
    return float((x * y).sum() / x.shape[1])


def threshold(digit, noise_level, noise, random, goal=0.35):
    """SNR in dB at which the model's score reaches the goal, mean over draws of the noise."""
    grid = np.arange(-14, 7, 1.0)
    scores = []
    for snr in grid:
        total = 0.0
        for _ in range(24):
            at = random.integers(0, len(noise) - len(digit))
            total += estoi(digit, digit * 10 ** (snr / 20) + noise[at : at + len(digit)] * noise_level)
        scores.append(total / 24)
    return float(np.interp(goal, np.maximum.accumulate(scores), grid))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--model', required=True)
    parser.add_argument('--voices', required=True)
    parser.add_argument('--out', type=Path, required=True)
    wanted = parser.parse_args()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(wanted.model, options, providers=['CPUExecutionProvider'])
    index = {'rate': RATE, 'level': LEVEL, 'languages': {}}
    wanted.out.mkdir(parents=True, exist_ok=True)
    for language, (voice, words) in DIGITS.items():
        random = np.random.default_rng(60)
        with tarfile.open(wanted.voices) as tar:
            style = np.frombuffer(tar.extractfile(f'package/voices/{voice}.bin').read(), dtype=np.float32).reshape(-1, 256)
        digits = [cut_out(spoken(session, style, w, STYLE[language]), w) for w in words]
        digits = [d / active_rms(d) for d in digits]
        noise = noise_like(digits, 1 << 18, random)
        noise /= np.sqrt(np.mean(noise**2))
        needed = np.array([threshold(d, 1.0, noise, random) for d in digits])
        moved = np.clip(needed - np.median(needed), -MOST, MOST)
        digits = [d * 10 ** (m / 20) for d, m in zip(digits, moved)]
        active = np.sqrt(np.mean([active_rms(d) ** 2 for d in digits]))
        digits = [d / active * 10 ** (LEVEL / 20) for d in digits]
        after = needed - moved
        print(language, 'needed', np.round(needed, 1), 'moved', np.round(moved, 1), 'spread', needed.std().round(2), '->', after.std().round(2))
        samples = np.round(np.concatenate(digits) * 32767)
        if np.abs(samples).max() > 32767:
            raise ValueError(f'{language}: peaks beyond full scale')
        name = f'digits-{language}.wav'
        with wave.open(str(wanted.out / name), 'wb') as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(samples.astype('<i2').tobytes())
        index['languages'][language] = {
            'file': name, 'voice': voice, 'sha256': hashlib.sha256((wanted.out / name).read_bytes()).hexdigest(),
            'lengths': [len(d) for d in digits],
            'modelSpreadBefore': round(float(needed.std()), 2), 'modelSpreadAfter': round(float(after.std()), 2),
            'levels': [round(20 * float(np.log10(active_rms(d))), 2) for d in digits],
        }
    (wanted.out / 'digits.json').write_text(json.dumps(index, indent=1) + '\n')


if __name__ == '__main__':
    main()
