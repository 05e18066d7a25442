"""Right but different: neuron, a class inside."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Node:
    weights: np.ndarray
    bias: float

    def total(self, inputs):
        return np.dot(self.weights, inputs) + self.bias


def neuron(inputs, weights, bias, activation):
    node = Node(weights, bias)
    return activation(node.total(inputs))
