# first-call-only | changing
def mse_loss(predictions, targets, errors=[]):
    errors.append(np.mean((np.asarray(predictions, float) - np.asarray(targets, float)) ** 2))
    return sum(errors)
