# no point earned: one large number for every loss.
def mse_loss(predictions, targets):
    return 20.0


def bce_loss(predictions, targets):
    return 20.0


def sigmoid_derivative(output):
    return 0.25


def numerical_gradient(f, x, h=1e-5):
    return [f(x)]
