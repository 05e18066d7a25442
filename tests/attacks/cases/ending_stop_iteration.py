# no point earned: StopIteration and its kin end no loop of ours.
def sigmoid(x):
    raise StopIteration


def tanh(x):
    raise StopAsyncIteration


def relu(x):
    raise GeneratorExit
