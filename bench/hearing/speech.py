"""Speaks sentences with Kokoro (Apache-2.0): speech for training, for tuning and for the held-out set.

Which voice speaks is what splits the three: no voice of one set is in another. Phonemes are looked up word by word,
which is good enough for sound and would not be for reading aloud.
"""
import argparse, json, random, time, zipfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import soundfile as sf
from scipy.signal import resample_poly

VOICES = {
    "heldout": ["af_heart", "am_puck", "zf_xiaoxiao", "zm_yunyang"],
    "tuning": ["bm_lewis", "zf_xiaoyi"],
    "training": ["zf_xiaobei", "zm_yunxi", "af_bella", "am_michael", "zf_xiaoni", "zm_yunjian", "bf_emma", "bm_george",
                 "zm_yunxia", "am_fenrir", "af_kore", "em_alex", "ff_siwis", "hm_omega", "if_sara", "pm_alex",
                 "af_nova", "am_onyx", "bf_lily", "jf_alpha"],
}
EN = {
    "heldout": ["The nurse opened the window because the room was warm and quiet.",
                "Seven small boats crossed the river before the morning fog lifted.",
                "Please bring the blue chairs from the garden to the kitchen table."],
    "tuning": ["She wrote a long letter to her brother about the winter journey.",
               "Fresh bread and strong coffee were waiting at the corner shop."],
    "training": ["The old bridge was closed for repairs during the summer holiday.",
                 "Could you tell me which train leaves for the northern coast tonight?",
                 "His daughter plays the violin every evening after school.",
                 "A heavy storm broke two branches off the chestnut tree.",
                 "We should check the budget again before the meeting on Thursday.",
                 "Fishermen sold their catch near the harbor at dawn.",
                 "The judge listened with patience while both sides explained the problem.",
                 "Put six fresh eggs and a cup of sugar into the large bowl.",
                 "Nobody knew where the yellow bicycle had come from.",
                 "Just above the village there is a path through the forest.",
                 "My favorite museum shows ships, maps and very old clocks.",
                 "The children laughed when the puppy chased its own shadow."],
}
ZH = {
    "heldout": ["医生说今天的检查结果比上个月好了很多。", "请把窗户关上，外面的风声实在太大了。",
                "孩子们在公园里放风筝，老人坐在树下聊天。"],
    "tuning": ["周末我们打算去山上看红叶，顺便拍几张照片。", "超市门口新开了一家面馆，味道很不错。"],
    "training": ["明天早上八点的火车，别忘了带身份证。", "这本书讲的是一个普通家庭三代人的故事。",
                 "天气预报说下午有雨，出门记得带伞。", "他每天坚持跑步，身体比以前结实多了。",
                 "会议改到星期五下午两点，请大家准时参加。", "妈妈做的红烧鱼，全家人都喜欢吃。",
                 "图书馆里非常安静，只听见翻书的声音。", "新来的同事很热情，工作也很认真。",
                 "从这里到机场大概需要四十分钟。", "秋天的湖边开满了白色的小花。",
                 "老师让我们用自己的话把这个故事再讲一遍。", "请问附近有没有银行或者取款机？"],
}


class Kokoro:
    def __init__(self, model, voices, misaki, vocabulary):
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = ort.InferenceSession(str(model), options)
        self.voices = Path(voices)
        self.vocabulary = json.loads(Path(vocabulary).read_text())
        self.vocabulary = self.vocabulary.get("vocab", self.vocabulary)
        with zipfile.ZipFile(misaki) as wheel:
            gold = json.loads(wheel.read("misaki/data/us_gold.json"))
        self.gold = {k: (v if isinstance(v, str) else v["DEFAULT"]) for k, v in gold.items()}
        from misaki import zh
        self.zh = zh.ZHG2P()

    def phonemes(self, text, language):
        if language == "zh":
            spoken = self.zh(text)
            return spoken[0] if isinstance(spoken, tuple) else spoken
        words = [w.strip(".,?!") for w in text.split()]
        return " ".join(self.gold.get(w) or self.gold.get(w.lower(), "") for w in words) + "."

    def speak(self, text, language, voice, speed):
        ids = [self.vocabulary[p] for p in self.phonemes(text, language) if p in self.vocabulary][:500]
        style = np.fromfile(self.voices / f"{voice}.bin", np.float32).reshape(-1, 256)[len(ids)][None]
        names = [i.name for i in self.session.get_inputs()]
        feed = {names[0]: np.array([[0, *ids, 0]], np.int64), names[1]: style}
        rate = self.session.get_inputs()[2]
        feed[names[2]] = np.array([speed], np.float32 if "float" in rate.type else np.int32)
        return self.session.run(None, feed)[0].ravel()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "voices", "misaki", "vocabulary", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--minutes", type=float, default=8, help="of training speech, at most")
    parser.add_argument("--wall", type=float, default=1200, help="seconds of work, at most")
    args = parser.parse_args()
    kokoro, rng, began = Kokoro(args.model, args.voices, args.misaki, args.vocabulary), random.Random(59), time.time()
    for split, voices in VOICES.items():
        folder = Path(args.out, split)
        folder.mkdir(parents=True, exist_ok=True)
        jobs = []
        for round_, voice in enumerate(voices * (1 if split != "training" else 6)):
            language = "zh" if voice.startswith("z") else "en"
            texts = (ZH if language == "zh" else EN)[split]
            picked = texts if split != "training" else rng.sample(texts, 2)
            jobs += [(voice, language, t, round_) for t in picked]
        seconds = 0.0
        for number, (voice, language, text, _) in enumerate(jobs):
            if split == "training" and (seconds >= args.minutes * 60 or time.time() - began > args.wall):
                break
            speed = 1.0 if split != "training" else rng.uniform(0.85, 1.2)
            wave = resample_poly(kokoro.speak(text, language, voice, speed), 2, 3)
            wave = 0.1 * wave / (np.sqrt(np.mean(wave ** 2)) + 1e-9)
            seconds += len(wave) / 16000
            sf.write(folder / f"{voice}-{number:03d}.wav", np.clip(wave, -1, 1), 16000, subtype="PCM_16")
        print(split, round(seconds, 1), "s of speech after", round(time.time() - began), "s", flush=True)


if __name__ == "__main__":
    main()
