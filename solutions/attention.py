# Generated from source/attention/attention.ipynb by `autograder build`. Do not edit.


import numpy as np


def sigmoid(x):
    """Bend every number into the range from 0 to 1."""
    return 1 / (1 + np.exp(-x))


def relu(x):
    """Keep positive numbers and turn negative ones into 0."""
    return np.maximum(0, x)


def softmax(scores):
    """Turn the scores of each row into shares that add up to 1."""
    powers = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def embed(numbers, table):
    """Fetch the vector of each word of a sentence.

    numbers: array of shape (n,) with whole numbers from 0 to v - 1, one for each word; n is 1 or more.
    table: array of shape (v, d), one row of d numbers for each word of the vocabulary.
    Returns an array of shape (n, d): row i is the vector of word i of the sentence.

    - A word that occurs twice is fetched twice.
    - numbers and table stay as they were.

    >>> table = np.array([[0.0, 0.0], [1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    >>> print(embed(np.array([2, 1, 2]), table))
    [[3. 4.]
     [1. 2.]
     [3. 4.]]
    """
    return table[numbers]


def add_places(vectors, places):
    """Add to the vector of each word the vector of its place.

    vectors: array of shape (n, d), one row for each word of a sentence; n is 1 or more.
    places: array of shape (m, d), one row for each place; m is n or more.
    Returns an array of shape (n, d): row i is vectors row i + places row i.

    - vectors and places stay as they were.

    >>> vectors = np.array([[3.0, 4.0], [1.0, 2.0], [3.0, 4.0]])
    >>> print(add_places(vectors, np.array([[10, 0], [20, 0], [30, 0], [40, 0]])))
    [[13.  4.]
     [21.  2.]
     [33.  4.]]
    """
    return vectors + places[: len(vectors)]


def attention_scores(queries, keys):
    """Say how well each query fits each key: sum of products, divided by the root of k.

    queries: array of shape (n, k), one row for each word that asks.
    keys: array of shape (m, k), one row for each word that is asked.
    Returns an array of shape (n, m). Row: the word that asks. Column: the word that is asked.

    - queries and keys stay as they were.

    >>> queries = np.array([[2, 0, 1, 1]])
    >>> print(attention_scores(queries, np.array([[1, 1, 2, 2], [0, 3, 1, 1]])))
    [[3. 1.]]
    """
    return queries @ keys.T / np.sqrt(keys.shape[1])


def weighted_mix(weights, values):
    """Mix the values for each asking word, by its shares.

    weights: array of shape (n, m); row i holds the shares of asking word i, which add up to 1.
    values: array of shape (m, d), one row for each word that is looked at.
    Returns an array of shape (n, d): row i is the sum over j of weights[i, j] times values[j].

    - weights and values stay as they were.

    >>> print(weighted_mix(np.array([[0.75, 0.25], [0.5, 0.5]]), np.array([[4, 0], [0, 8]])))
    [[3. 2.]
     [2. 4.]]
    """
    return weights @ values


def attend(vectors, w_query, w_key, w_value):
    """Let each word look at all words: one head of attention.

    vectors: array of shape (n, d), one row for each word.
    w_query, w_key: arrays of shape (d, k), which make the queries and the keys.
    w_value: array of shape (d, v), which makes the values.
    Returns an array of shape (n, v): for each word its mixture of the values.

    - The shares of each word that asks add up to 1.
    - All arrays stay as they were.

    >>> vectors = np.array([[1, 0], [0, 1]])
    >>> print(attend(vectors, np.array([[0], [2]]), np.array([[1], [0]]), np.array([[4], [0]])))
    [[2.        ]
     [3.52318831]]
    """
    scores = attention_scores(vectors @ w_query, vectors @ w_key)
    return weighted_mix(softmax(scores), vectors @ w_value)


POSITIVE = "funny moving clever tasty fresh clean quiet useful".split()
NEGATIVE = "boring silly messy salty cold dirty noisy pointless".split()
POSITIVE_ZH = "好看 有趣 精彩 好吃 新鲜 干净 安静 实用".split()
NEGATIVE_ZH = "难看 无聊 拖沓 难吃 油腻 脏乱 吵闹 枯燥".split()
STARTS = ["", "it is ", "the film is ", "we think it is ", "everybody says that it is "]
STARTS_ZH = ["", "真", "它", "我觉得", "大家都说它"]


def all_sentences(seed=0):
    """Make sentences with their labels: those to learn from, and those of the test."""
    rng = np.random.default_rng(seed)
    learn, test = [], []
    for positive, negative, starts, no, link in (
        (POSITIVE, NEGATIVE, STARTS, "not ", " and "),
        (POSITIVE_ZH, NEGATIVE_ZH, STARTS_ZH, "不", ""),
    ):
        for i, good in enumerate(positive):
            for j, bad in enumerate(negative):
                part = test if (i + j) % 4 == 0 else learn
                start = starts[rng.integers(len(starts))]
                for end, label in (
                    (good + link + no + bad, 1),
                    (no + bad + link + good, 1),
                    (bad + link + no + good, 0),
                    (no + good + link + bad, 0),
                ):
                    part.append((start + end, label))
        for words, label in ((positive, 1), (negative, 0)):
            for word in words:
                for start in starts:
                    learn.append((start + word, label))
                    learn.append((start + no + word, 1 - label))
    return learn, test


def split_words(text):
    """Split English at its blanks, and Chinese into its characters."""
    return text.split() if text.isascii() else list(text)


learn_sentences, test_sentences = all_sentences()
vocabulary = {}
for text, label in learn_sentences:
    for word in split_words(text):
        vocabulary.setdefault(word, len(vocabulary) + 1)  # number 0 is for "no word"
LENGTH = max(len(split_words(text)) for text, label in learn_sentences)


def word_numbers(text):
    """Return the numbers of a sentence's words, filled up with 0 to the longest sentence; unknown words are 0."""
    numbers = [vocabulary.get(word, 0) for word in split_words(text)][:LENGTH]
    return np.array(numbers + [0] * (LENGTH - len(numbers)))


def learn_opinions(use_places=True, use_attention=True, size=12, hidden=16, epochs=40, seed=0):
    """Train the whole network on all sentences, and return a dictionary with everything that was learned."""
    rng = np.random.default_rng(seed)
    net = {
        "table": rng.standard_normal((len(vocabulary) + 1, size)) / 2,
        "places": rng.standard_normal((LENGTH, size)) / 2 * use_places,
        "w_query": rng.standard_normal((size, size)) / size**0.5,
        "w_key": rng.standard_normal((size, size)) / size**0.5,
        "w_value": rng.standard_normal((size, size)) / size**0.5 * use_attention,
        "w_hidden": rng.standard_normal((size, hidden)) * (2 / size) ** 0.5,
        "b_hidden": np.zeros(hidden),
        "w_out": rng.standard_normal(hidden) / hidden**0.5,
        "b_out": np.zeros(1),
    }
    fixed = ["places"] * (not use_places) + ["w_value"] * (not use_attention)
    speed, spread = ({name: np.zeros_like(part) for name, part in net.items()} for _ in range(2))
    words = np.array([word_numbers(text) for text, label in learn_sentences])
    labels = np.array([label for text, label in learn_sentences])
    steps = 0
    for epoch in range(epochs):
        order = rng.permutation(len(words))
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            slopes = opinion_slopes(net, words[batch], labels[batch])
            steps += 1
            for name, slope in slopes.items():
                if name not in fixed:
                    speed[name] = 0.9 * speed[name] + 0.1 * slope
                    spread[name] = 0.99 * spread[name] + 0.01 * slope**2
                    length = np.sqrt(spread[name] / (1 - 0.99**steps)) + 1e-8
                    rate = 0.02 * (1 - epoch / epochs)
                    net[name] = net[name] - rate * speed[name] / (1 - 0.9**steps) / length
    return net


def opinion_slopes(net, words, labels):
    """Return the slope of the mean cross-entropy for every part of the network, on some sentences."""
    root = net["w_key"].shape[1] ** 0.5
    vectors = net["table"][words] + net["places"]
    queries, keys, values = (vectors @ net[name] for name in ("w_query", "w_key", "w_value"))
    shares = softmax(queries @ keys.transpose(0, 2, 1) / root)
    both = vectors + shares @ values
    hidden = relu(both @ net["w_hidden"] + net["b_hidden"])
    mean = hidden.mean(axis=1)
    at_output = (sigmoid(mean @ net["w_out"] + net["b_out"]) - labels) / len(labels)
    at_hidden = (at_output[:, None] * net["w_out"])[:, None] / words.shape[1] * (hidden > 0)
    at_both = at_hidden @ net["w_hidden"].T
    at_shares = at_both @ values.transpose(0, 2, 1)
    at_scores = shares * (at_shares - np.sum(at_shares * shares, axis=-1, keepdims=True)) / root
    at_parts = {
        "w_query": at_scores @ keys,
        "w_key": at_scores.transpose(0, 2, 1) @ queries,
        "w_value": shares.transpose(0, 2, 1) @ at_both,
    }
    at_vectors = at_both + sum(at_part @ net[name].T for name, at_part in at_parts.items())
    slopes = {name: np.tensordot(vectors, at_part, ((0, 1), (0, 1))) for name, at_part in at_parts.items()}
    slopes["w_hidden"] = np.tensordot(both, at_hidden, ((0, 1), (0, 1)))
    slopes["b_hidden"] = at_hidden.sum(axis=(0, 1))
    slopes["w_out"], slopes["b_out"] = mean.T @ at_output, at_output.sum(keepdims=True)
    slopes["places"] = at_vectors.sum(axis=0)
    slopes["table"] = np.zeros_like(net["table"])
    np.add.at(slopes["table"], words, at_vectors)
    return slopes


def opinion(text, net):
    """Read one sentence with your functions: how probable is it that it is positive?"""
    vectors = add_places(embed(word_numbers(text), net["table"]), net["places"])
    both = vectors + attend(vectors, net["w_query"], net["w_key"], net["w_value"])
    hidden = relu(both @ net["w_hidden"] + net["b_hidden"])
    return sigmoid(hidden.mean(axis=0) @ net["w_out"] + net["b_out"])[0]


def accuracy_of(net, sentences):
    """Return the fraction of the sentences that is read rightly."""
    return np.mean([(opinion(text, net) > 0.5) == (label == 1) for text, label in sentences])


def draw_attention(scores, texts, net):
    """Draw, for some sentences, which word looks at which: the shares of each row add up to 1."""
    plt.figure(figsize=(4.6 * len(texts), 4.4))
    for place, text in enumerate(texts):
        words = text.split()
        vectors = net["table"][word_numbers(text)] + net["places"]
        shares = softmax(scores(vectors @ net["w_query"], vectors @ net["w_key"]))[: len(words), : len(words)]
        plt.subplot(1, len(texts), place + 1)
        plt.imshow(shares, cmap="Blues", vmin=0, vmax=1)
        plt.xticks(range(len(words)), words, rotation=45)
        plt.yticks(range(len(words)), words)
        plt.xlabel("is looked at")
        plt.ylabel("looks")
    plt.tight_layout()


def draw_opinions(texts, net):
    """Draw how probable it is that some sentences are positive, read with your functions."""
    chances = [opinion(text, net) for text in texts]
    print("accuracy on the test:", accuracy_of(net, test_sentences).round(3))
    plt.figure(figsize=(7, 0.45 * len(texts) + 1))
    colors = ["tab:green" if chance > 0.5 else "tab:red" for chance in chances]
    plt.barh(range(len(texts)), np.array(chances) - 0.5, left=0.5, color=colors)
    plt.axvline(0.5, color="gray", linewidth=1)
    plt.yticks(range(len(texts)), texts)
    plt.gca().invert_yaxis()
    plt.xlim(0, 1)
    plt.xlabel("how probable it is that the sentence is positive")
    plt.tight_layout()
