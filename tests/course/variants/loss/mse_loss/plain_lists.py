"""Right but different: mse_loss, plain lists."""


def mse_loss(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes")
    gaps = [p - t for p, t in zip(predictions.ravel().tolist(), targets.ravel().tolist(), strict=True)]
    return sum(gap * gap for gap in gaps) / len(gaps)
