"""Makes the sentences of the fine tuning: web/src/hearing/sentences/{zh,en}-N.flac and sentences.json.

Kokoro-82M v1.0 (Apache-2.0) says each of them, by this project's own program, so numbers and tones are read as everywhere. Silence around is cut off, the active
parts are brought to one level, and FLAC (which every browser reads, and which loses nothing) makes half as many bytes of it.

    python make.py --say ../../liaoyuan --out ../../web/src/hearing/sentences

Needs numpy and soundfile. The same files give the same sounds on the same kind of processor.
"""
import argparse
import hashlib
import json
import shlex
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

FRAME_SECONDS = 0.01
LEVEL = -26.0  # dB re full scale, RMS of the active parts
# everyday words, with the soft and high sounds (s, sh, f, x, q, c) that a fitting is about; women and men
SENTENCES = {
    'zh': [
        ('zf_xiaobei', '请把窗户关上，外面风太大了。'),
        ('zm_yunxi', '他昨天下午去超市买了一些水果。'),
        ('zf_xiaoxiao', '孩子们在公园里放风筝。'),
    ],
    'en': [
        ('af_heart', 'She put the fresh fish on the kitchen table.'),
        ('am_michael', 'Could you close the window before you leave?'),
        ('af_bella', 'The last train to the city stops at six.'),
    ],
}


def levels(x, frame):
    n = len(x) // frame
    return 10 * np.log10(np.mean(x[: n * frame].reshape(n, frame) ** 2, axis=1) + 1e-12)


def prepared(x, rate):
    """Cut where it is 40 dB below its loudest, at the level, its ends soft."""
    frame = round(rate * FRAME_SECONDS)
    loud = levels(x, frame)
    on = np.flatnonzero(loud > loud.max() - 40)
    cut = x[max(0, on[0] - 2) * frame : (on[-1] + 4) * frame].copy()
    ramp = np.sin(np.linspace(0, np.pi / 2, frame)) ** 2
    cut[:frame] *= ramp
    cut[-frame:] *= ramp[::-1]
    loud = levels(cut, frame)
    active = np.sqrt(np.mean(10 ** (loud[loud > loud.max() - 30] / 10)))
    cut *= 10 ** (LEVEL / 20) / active
    if np.abs(cut).max() > 1:
        raise ValueError('peaks beyond full scale')
    return cut


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--say', required=True, help='the program that says a text')
    parser.add_argument('--out', type=Path, required=True)
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    index = {'level': LEVEL, 'languages': {}}
    total = 0
    for language, sentences in SENTENCES.items():
        index['languages'][language] = []
        for number, (voice, text) in enumerate(sentences, 1):
            with tempfile.TemporaryDirectory() as folder:
                said = Path(folder) / 'said.wav'
                subprocess.run([*shlex.split(wanted.say), 'say', text, '--voice', voice, '-o', str(said)], check=True)
                x, rate = soundfile.read(said)
            x = prepared(x, rate)
            file = wanted.out / f'{language}-{number}.flac'
            soundfile.write(file, x, rate, format='FLAC', subtype='PCM_16', compression_level=1.0)
            total += file.stat().st_size
            index['languages'][language].append({
                'file': file.name, 'voice': voice, 'text': text, 'sha256': hashlib.sha256(file.read_bytes()).hexdigest(),
            })
            print(file.name, round(len(x) / rate, 2), 's', rate, 'Hz', file.stat().st_size, 'bytes')
    print('in all', total)
    (wanted.out / 'sentences.json').write_text(json.dumps(index, indent=1, ensure_ascii=False) + '\n')


if __name__ == '__main__':
    main()
