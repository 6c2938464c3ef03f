"""The type of argparse's group of commands, which the library does not name publicly."""

import argparse

Commands = argparse._SubParsersAction[argparse.ArgumentParser]
