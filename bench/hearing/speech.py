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
    "heldout": ["zf_xiaoxiao", "zm_yunjian", "zm_yunxia", "af_sarah", "am_eric", "bf_isabella"],
    "tuning": ["bm_lewis", "zf_xiaoyi", "af_heart", "am_puck", "zm_yunyang"],
    "training": ["zf_xiaobei", "af_bella", "zm_yunxi", "am_michael", "zf_xiaoni", "bf_emma", "zf_xiaobei", "am_fenrir", "zm_yunxi", "ff_siwis",
                 "zf_xiaoni", "bm_george", "zf_xiaobei", "im_nicola", "zm_yunxi", "af_kore", "zf_xiaoni", "em_alex", "hf_alpha", "am_onyx",
                 "jf_alpha", "pm_alex", "bf_lily", "am_liam", "af_nova", "jm_kumo", "if_sara", "bm_daniel", "af_sky", "hm_omega",
                 "ef_dora", "am_echo", "bf_alice", "am_adam", "pf_dora", "af_alloy"],
}
EN = {
    "heldout": ["The captain ordered every sailor to stay below until the wind calmed down.",
                "Her cousin keeps nine chickens and a stubborn goat behind the barn.",
                "Turn left at the library, then walk straight to the yellow gate."],
    "tuning": ["She wrote a long letter to her brother about the winter journey.",
               "Fresh bread and strong coffee were waiting at the corner shop.",
               "The nurse opened the window because the room was warm and quiet.",
               "Seven small boats crossed the river before the morning fog lifted.",
               "Please bring the blue chairs from the garden to the kitchen table."],
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
                 "The children laughed when the puppy chased its own shadow.",
                 "Each of these machines was built by hand in a small workshop.",
                 "Why did the farmer move his sheep across the frozen field?",
                 "They measured the height of the tower with a simple mirror.",
                 "Thick smoke rose from the chimney and drifted over the valley.",
                 "I usually take the bus, but today I would rather walk.",
                 "Pour the hot soup slowly so that the glass does not crack.",
                 "An honest answer is often shorter than a clever excuse.",
                 "The youngest player scored twice during the final game.",
                 "Behind the theater you will find a quiet square with benches.",
                 "Both doctors agreed that the patient should rest for a month.",
                 "Quick steps echoed along the hall, and then a door was shut.",
                 "Joan bought a purple jacket, grey gloves and leather shoes."],
}
ZH = {
    "heldout": ["爷爷把旧收音机修好了，现在声音特别清楚。", "路口的红灯坏了，警察正在那里指挥车辆。",
                "我想订一张靠窗的桌子，晚上六点半，一共四个人。"],
    "tuning": ["周末我们打算去山上看红叶，顺便拍几张照片。", "超市门口新开了一家面馆，味道很不错。",
               "医生说今天的检查结果比上个月好了很多。", "请把窗户关上，外面的风声实在太大了。",
               "孩子们在公园里放风筝，老人坐在树下聊天。"],
    "training": ["明天早上八点的火车，别忘了带身份证。", "这本书讲的是一个普通家庭三代人的故事。",
                 "天气预报说下午有雨，出门记得带伞。", "他每天坚持跑步，身体比以前结实多了。",
                 "会议改到星期五下午两点，请大家准时参加。", "妈妈做的红烧鱼，全家人都喜欢吃。",
                 "图书馆里非常安静，只听见翻书的声音。", "新来的同事很热情，工作也很认真。",
                 "从这里到机场大概需要四十分钟。", "秋天的湖边开满了白色的小花。",
                 "老师让我们用自己的话把这个故事再讲一遍。", "请问附近有没有银行或者取款机？",
                 "船慢慢离开码头，海鸥跟着飞了很远。", "你先把钥匙放在桌上，我一会儿下楼来拿。",
                 "去年冬天雪下得很大，村里的路都封了。", "这种药一天吃三次，饭后半小时服用。",
                 "弟弟学会了骑自行车，高兴得跳了起来。", "如果你同意，我们就按原来的计划出发。",
                 "那家工厂生产玻璃杯和不锈钢水壶。", "窗外传来鸟叫，太阳刚刚升起来。",
                 "他说话又快又急，我一句也没听懂。", "邻居送来一筐苹果，又大又甜。",
                 "下雨的时候，屋顶会发出清脆的响声。", "我们约好在东门见面，谁也不许迟到。"],
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
    parser.add_argument("--sets", default="heldout,tuning,training")
    args = parser.parse_args()
    kokoro, rng, began = Kokoro(args.model, args.voices, args.misaki, args.vocabulary), random.Random(59), time.time()
    for split in args.sets.split(","):
        voices = VOICES[split]
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
