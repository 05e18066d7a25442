# Generated from source/language/language.ipynb by `autograder build`. Do not edit.


import numpy as np


def sigmoid(x):
    """Bend every number into the range from 0 to 1."""
    return 1 / (1 + np.exp(-x))


def tokenize(text):
    """Cut a text into tokens: English words and numbers, and single Chinese characters.

    text: a text.
    Returns: a list of texts, the tokens in their order.

    - Capital letters become small ones.
    - A row of characters from a-z and 0-9 is one token.
    - Each Chinese character is one token. The task above says which these are.
    - Everything else only separates: blanks, punctuation, _ and letters such as é.
    - No token is empty. Without tokens the list is empty.

    >>> print(tokenize("Good 电影! Don't miss it."))
    ['good', '电', '影', 'don', 't', 'miss', 'it']
    """
    tokens = []
    word = ""
    for character in text.lower():
        if character in "abcdefghijklmnopqrstuvwxyz0123456789":
            word = word + character
        else:
            if word != "":
                tokens.append(word)
                word = ""
            if "\u4e00" <= character <= "\u9fff":
                tokens.append(character)
    if word != "":
        tokens.append(word)
    return tokens


WORDS = {  # what is reviewed: positive words, negative words
    "film": ("moving funny thrilling clever", "boring dull silly messy"),
    "meal": ("tasty fresh delicious", "salty cold greasy"),
    "hotel": ("clean quiet comfortable", "dirty noisy shabby"),
    "lesson": ("clear useful lively", "confusing dry pointless"),
    "这部电影": ("精彩 好看 有趣 感人", "无聊 难看 拖沓 俗套"),
    "这顿饭": ("好吃 可口 美味", "难吃 油腻 寡淡"),
    "这家酒店": ("干净 舒服 安静", "脏 吵闹 破旧"),
    "这堂课": ("精彩 生动 实用", "枯燥 混乱 难懂"),
}
ENGLISH = ("The {n} is {a}.", "What a {a} {n}!", "I found the {n} {a}.", "The {n} was really {a}, I think.")
CHINESE = ("{n}很{a}。", "{n}真{a}！", "{n}太{a}了。", "我觉得{n}非常{a}。")


def reviews():
    """Return train_texts, train_labels, test_texts, test_labels. The last pattern of each language is for the test."""
    train, test = [], []
    for thing, (positive, negative) in WORDS.items():
        patterns = ENGLISH if thing.isascii() else CHINESE
        for label, words in ((1, positive), (0, negative)):
            for word in words.split():
                texts = [pattern.format(n=thing, a=word) for pattern in patterns]
                train += [(text, label) for text in texts[:3]]
                test += [(texts[3], label)]
    train_texts, test_texts = [text for text, _ in train], [text for text, _ in test]
    return train_texts, np.array([y for _, y in train]), test_texts, np.array([y for _, y in test])


def build_vocab(token_lists, min_count=1):
    """Give every token a number, in the order of first appearance.

    token_lists: a list with one list of tokens for each text.
    min_count: tokens that occur fewer times, in all lists together, are left out.
    Returns: a dictionary from token to number; the numbers run 0, 1, 2 and so on.
    token_lists stays as it was.

    >>> print(build_vocab([["good", "film"], ["bad", "film"], ["good", "good", "meal"]]))
    {'good': 0, 'film': 1, 'bad': 2, 'meal': 3}
    >>> print(build_vocab([["good", "film"], ["bad", "film"], ["good", "good", "meal"]], 2))
    {'good': 0, 'film': 1}
    """
    counts = {}
    for tokens in token_lists:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    vocab = {}
    for token in counts:
        if counts[token] >= min_count:
            vocab[token] = len(vocab)
    return vocab


def bag_of_words(tokens, vocab):
    """Count how often each token of the vocabulary occurs in a text.

    tokens: the list of the text's tokens.
    vocab: a dictionary from token to number, 0 to V - 1, its keys in any order.
    Returns: array of shape (V,); the place vocab[token] holds its count.

    - Tokens that are not in vocab are left out.
    - An empty vocab gives an array of shape (0,).
    - tokens and vocab stay as they were.

    >>> print(bag_of_words(["good", "film", "good", "真"], {"film": 1, "good": 0, "bad": 2}))
    [2. 1. 0.]
    """
    bag = np.zeros(len(vocab))
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] += 1
    return bag


def draw_bags():
    """Draw the bags of eight English reviews."""
    texts = [text for text in reviews()[0] if text.isascii()][0:78:10]
    vocab = build_vocab([tokenize(text) for text in texts])
    bags = np.array([bag_of_words(tokenize(text), vocab) for text in texts])
    figure, axis = plt.subplots(figsize=(9, 3.6))
    axis.imshow(bags, cmap="Blues", vmin=0, vmax=1.3, aspect="auto")
    axis.set_xticks(range(len(vocab)), sorted(vocab, key=vocab.get), rotation=60, ha="right")
    axis.set_yticks(
        range(len(texts)), [f"review {number}" for number in range(1, len(texts) + 1)]
    )
    axis.set_title("Each row is a bag of words")
    figure.tight_layout()
    plt.show()
    for number, text in enumerate(texts, 1):
        print(number, text)


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    """Train one neuron to tell good reviews (1) from bad ones (0).

    texts: a list of n texts.
    labels: array of shape (n,) with the numbers 0 and 1.
    epochs: how many steps, each with all texts; may be 0.
    learning_rate: how large a step is.
    Returns: vocab, weights, bias: the vocabulary of all texts (every token counts),
        an array of shape (V,) and one number.

    - Weights and bias start at 0.
    - Each step computes p = sigmoid(bags @ weights + bias) for all texts and then takes
      learning_rate * bags.T @ (p - labels) / n away from the weights and
      learning_rate * mean(p - labels) away from the bias, both with the same p.
    - texts and labels stay as they were.
    - On the reviews of this notebook at least 95 in 100 are then judged right,
      and of those that were held out at least 90 in 100.

    >>> vocab, weights, bias = train_sentiment(["good", "bad"], np.array([1, 0]), 1, 0.5)
    >>> print(vocab, weights, bias)
    {'good': 0, 'bad': 1} [ 0.125 -0.125] 0.0
    """
    token_lists = [tokenize(text) for text in texts]
    vocab = build_vocab(token_lists)
    bags = np.array([bag_of_words(tokens, vocab) for tokens in token_lists])
    weights = np.zeros(len(vocab))
    bias = 0.0
    for _ in range(epochs):
        errors = sigmoid(bags @ weights + bias) - labels
        weights = weights - learning_rate * bags.T @ errors / len(texts)
        bias = bias - learning_rate * np.mean(errors)
    return vocab, weights, bias


def opinion(text, model):
    """Return the neuron's opinion of a text, from 0 (negative) to 1 (positive)."""
    vocab, weights, bias = model
    return float(sigmoid(bag_of_words(tokenize(text), vocab) @ weights + bias))


def share_right(texts, labels, model):
    """Return the fraction of the texts that the neuron judges right, from 0 to 1."""
    judged_good = np.array([opinion(text, model) > 0.5 for text in texts])
    return float(np.mean(judged_good == labels))


def draw_learning():
    """Draw the opinion of six held-out reviews against the epochs."""
    train_texts, train_labels, test_texts, _ = reviews()
    chosen = [test_texts[number] for number in (0, 5, 26, 27, 37, 51)]
    epochs = [0, 1, 2, 5, 10, 20, 50, 100, 200, 300]
    models = [train_sentiment(train_texts, train_labels, count, 0.5) for count in epochs]
    figure, axis = plt.subplots(figsize=(7.5, 4))
    for number, text in enumerate(chosen, 1):
        lines = [opinion(text, model) for model in models]
        axis.plot(epochs, lines, "o-", linewidth=1.5, markersize=3)
        axis.text(306, lines[-1], str(number), va="center")
    axis.axhline(0.5, color="gray", linestyle=":")
    axis.set_ylim(0, 1)
    axis.set_xlabel("epochs")
    axis.set_ylabel("opinion")
    axis.set_title("The neuron makes up its mind")
    figure.tight_layout()
    plt.show()
    for number, text in enumerate(chosen, 1):
        print(number, text)
    right = share_right(*reviews()[2:], models[-1])
    print(
        f"After 300 epochs {right:.0%} of the held-out reviews are judged right."
    )


def draw_strongest(count=10):
    """Draw the words with the largest and the smallest weights, numbered, and list them."""
    vocab, weights, _ = train_sentiment(*reviews()[:2])
    order = np.argsort(weights)
    places = [*order[:count], *order[-count:]]
    token = {number: token for token, number in vocab.items()}
    figure, axis = plt.subplots(figsize=(7.5, 4.4))
    colors = ["tab:red" if weights[place] < 0 else "tab:blue" for place in places]
    axis.barh(range(1, 2 * count + 1), [weights[place] for place in places], color=colors)
    axis.set_yticks(range(1, 2 * count + 1))
    axis.axvline(0, color="black", linewidth=0.8)
    axis.set_xlabel("weight")
    axis.set_ylabel("number in the list below")
    axis.set_title("The negative words (red) and the positive ones (blue)")
    figure.tight_layout()
    plt.show()
    print(
        "positive:", ", ".join(f"{n} {token[places[n - 1]]}" for n in range(2 * count, count, -1))
    )
    print("negative:", ", ".join(f"{n} {token[places[n - 1]]}" for n in range(1, count + 1)))
    quiet = [token[place] for place in np.argsort(np.abs(weights))[:count]]
    print("hardly any opinion:", ", ".join(quiet))
