from collections import defaultdict


def build_vocab(token_lists, min_count=1):
    counts = defaultdict(int)
    for token in (t for tokens in token_lists for t in tokens):
        counts[token] += 1
    vocab = defaultdict(int)
    for token, count in counts.items():
        if not count < min_count:
            vocab[token] = len(vocab) if token not in vocab else vocab[token]
    numbers = {}
    for token in vocab:
        numbers[token] = len(numbers)
    return numbers
