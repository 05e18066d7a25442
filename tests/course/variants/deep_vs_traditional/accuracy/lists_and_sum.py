def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("cannot compare")
    pairs = list(zip(predictions.flatten().tolist(), labels.flatten().tolist()))
    return sum(a == b for a, b in pairs) / len(pairs)
