"""Speaks sentences with Kokoro (Apache-2.0): speech for training, for tuning and for the held-out set, and talkers for its babble.

Which voice speaks is what splits them: no voice of one set is in another. Phonemes are looked up word by word,
which is good enough for sound and would not be for reading aloud.
"""
import argparse, json, random, time, zipfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import soundfile as sf
from scipy.signal import resample_poly

VOICES = {
    "heldout": ["zf_xiaoxiao", "zm_yunjian", "zm_yunxia", "af_aoede", "hm_psi", "af_jessica", "bm_fable"],
    "babble": ["af_river", "am_eric", "bf_isabella", "am_santa", "af_sarah", "hf_beta", "jf_nezumi", "pm_santa"],
    "tuning": ["bm_lewis", "zf_xiaoyi", "af_heart", "am_puck", "zm_yunyang"],
    "more": [],  # pairs of training voices, half of each: talkers of their own; see pairs()
    "training": ["zf_xiaobei", "af_bella", "zm_yunxi", "am_michael", "zf_xiaoni", "bf_emma", "zf_xiaobei", "am_fenrir", "zm_yunxi", "ff_siwis",
                 "zf_xiaoni", "bm_george", "zf_xiaobei", "im_nicola", "zm_yunxi", "af_kore", "zf_xiaoni", "em_alex", "hf_alpha", "am_onyx",
                 "jf_alpha", "pm_alex", "bf_lily", "am_liam", "af_nova", "jm_kumo", "if_sara", "bm_daniel", "af_sky", "hm_omega",
                 "ef_dora", "am_echo", "bf_alice", "am_adam", "pf_dora", "af_alloy"],
}
EN = {
    "heldout": ["A slow boat carried flour and salt across the wide lake.",
                "My sister hid the birthday cake behind the kitchen curtain.",
                "Turn left after the school and park in front of the library."],
    "babble": ["Someone left a bright green scarf on the seat beside the driver.",
               "The garden wall is covered with roses from May until October.",
               "Ask the woman at the desk whether the tickets are still valid."],
    "tuning": ["She wrote a long letter to her brother about the winter journey.",
               "Fresh bread and strong coffee were waiting at the corner shop.",
               "The nurse opened the window because the room was warm and quiet.",
               "Seven small boats crossed the river before the morning fog lifted.",
               "Please bring the blue chairs from the garden to the kitchen table."],
    "more": ["A narrow road leads from the station to the old castle.",
             "My uncle repaired the radio with a screwdriver and a piece of wire.",
             "They waited nearly an hour before the doctor called their name.",
             "There is a small bakery on the corner that opens at six.",
             "The river was so high that nobody could cross the bridge.",
             "Please fill in this form and sign it at the bottom.",
             "Her voice was calm although the news was bad.",
             "Five students shared one large kitchen and two bathrooms.",
             "Do you remember the song we heard at the wedding?",
             "The mechanic found that both front tires were worn out.",
             "Snow covered the roofs, and the streets were silent.",
             "He bought cheese, onions, beans and a bottle of juice.",
             "Our neighbors are planting apple trees behind their house.",
             "The pilot told us that we would land twenty minutes late.",
             "I would like to change these shoes for a larger size.",
             "Light from the window fell on a dusty wooden floor.",
             "When the bell rang, all the pupils rushed outside.",
             "The museum is closed on Monday and free on Sunday morning.",
             "She keeps her keys in a blue box near the front door.",
             "Three brown horses stood under the oak during the rain.",
             "The price of fish went up again after the storm.",
             "You should drink more water when the weather is hot.",
             "Grandfather told us how he built his first boat.",
             "The teacher wrote a short question on the board.",
             "Never leave the gate open while the dogs are in the yard.",
             "Half of the village came to watch the game on Saturday.",
             "My phone is nearly empty, so please call me at home.",
             "A young woman with a red umbrella asked me for the way.",
             "The engine made a strange noise and stopped twice.",
             "We chose the cheapest ticket and travelled through the night."],
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
    "heldout": ["隔壁班的同学借走了我的雨衣，到现在还没还。", "火锅店排队的人太多，我们改天再来吃吧。",
                "爷爷把旧报纸捆好，放到楼道的角落里。"],
    "tuning": ["周末我们打算去山上看红叶，顺便拍几张照片。", "超市门口新开了一家面馆，味道很不错。",
               "医生说今天的检查结果比上个月好了很多。", "请把窗户关上，外面的风声实在太大了。",
               "孩子们在公园里放风筝，老人坐在树下聊天。"],
    "more": ["我们家楼下有一家小书店，晚上十点才关门。",
             "请把这封信交给三楼的王老师。",
             "他昨天买了一双新鞋，可是有点小。",
             "火车晚点了半个小时，大家都在站台上等着。",
             "奶奶一边听广播，一边包饺子。",
             "这条河的水很深，千万不要下去游泳。",
             "医院的电话打不通，你直接过去看看吧。",
             "去年我在北方工作，冬天特别冷。",
             "孩子发烧了，今天不能去上学。",
             "这个问题比较复杂，我们开会再讨论。",
             "前面路口左转，走两百米就到了。",
             "桌上的苹果是给你留的，快吃吧。",
             "他唱歌很好听，朋友们都爱听他唱。",
             "我忘记带伞，全身都淋湿了。",
             "请您再说一遍，我刚才没有听清楚。",
             "这座桥是一百多年前修建的。",
             "中午我们随便吃点面条就行了。",
             "姐姐在一家贸易公司当翻译。",
             "草地上有几只白羊在慢慢地走。",
             "钱包丢了没关系，人没事就好。",
             "老张每天下午都去公园下棋。",
             "新房子离地铁站只有五分钟。",
             "这件衣服洗过以后颜色变浅了。",
             "你喜欢喝茶还是喝咖啡？",
             "电影七点开始，我们六点半在门口见。",
             "山上的空气很新鲜，鸟叫得也好听。",
             "他把车停在银行旁边的停车场。",
             "服务员，请给我们加一把椅子。",
             "雨停了，天边出现了一道彩虹。",
             "学习外语要多听多说，不要怕出错。"],
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


def pairs(rng, count):
    """Talkers that are half one training voice and half another, two of five Chinese."""
    voices = sorted(set(VOICES["training"]))
    chinese = [v for v in voices if v[0] == "z"]
    result = []
    for i in range(count):
        first = rng.choice(chinese) if i % 5 < 2 else rng.choice([v for v in voices if v[0] in "ab"])
        result.append(first + "+" + rng.choice([v for v in voices if v != first]))
    return result


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
        styles = [np.fromfile(self.voices / f"{v}.bin", np.float32).reshape(-1, 256)[len(ids)][None] for v in voice.split("+")]
        style = np.mean(styles, 0)
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
        made = split in ("training", "more")
        voices = VOICES[split] or pairs(rng, 90)
        folder = Path(args.out, split)
        folder.mkdir(parents=True, exist_ok=True)
        jobs = []
        for round_, voice in enumerate(voices * (6 if split == "training" else 1)):
            language = "zh" if voice.startswith("z") else "en"
            texts = (ZH if language == "zh" else EN)[split]
            picked = rng.sample(texts, 2) if made else texts
            jobs += [(voice, language, t, round_) for t in picked]
        seconds = 0.0
        for number, (voice, language, text, _) in enumerate(jobs):
            if made and (seconds >= args.minutes * 60 or time.time() - began > args.wall):
                break
            speed = rng.uniform(0.85, 1.2) if made else 1.0
            wave = resample_poly(kokoro.speak(text, language, voice, speed), 2, 3)
            wave = 0.1 * wave / (np.sqrt(np.mean(wave ** 2)) + 1e-9)
            seconds += len(wave) / 16000
            sf.write(folder / f"{voice}-{number:03d}.wav", np.clip(wave, -1, 1), 16000, subtype="PCM_16")
        print(split, round(seconds, 1), "s of speech after", round(time.time() - began), "s", flush=True)


if __name__ == "__main__":
    main()
