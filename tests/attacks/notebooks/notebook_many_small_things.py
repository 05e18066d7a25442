def hand_in(document):
    return b'{"cells": [' + b"{}," * 5_000_000 + b"{}]}"
