import sys
from pathlib import Path

CORPUS = Path(__file__).parents[3] / "corpus"
sys.path.insert(0, str(CORPUS))
