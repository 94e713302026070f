"""Which files a notebook reads, and whether something before put them there."""

import posixpath
import re
from typing import Final, Literal

Place = Literal["relative", "drive", "home", "kaggle", "absolute", "none"]

READS: Final = frozenset(
    {"open", "io.open", "numpy.load", "numpy.loadtxt", "numpy.genfromtxt", "numpy.fromfile"}
    | {f"pandas.read_{kind}" for kind in ("csv", "excel", "json", "parquet", "pickle", "table")}
    | {f"pandas.read_{kind}" for kind in ("feather", "hdf", "fwf", "stata", "spss", "sas", "xml")}
    | {"polars.read_csv", "polars.read_parquet", "polars.scan_csv", "dask.dataframe.read_csv"}
    | {"geopandas.read_file", "PIL.Image.open", "cv2.imread", "matplotlib.pyplot.imread"}
    | {"matplotlib.image.imread", "skimage.io.imread", "imageio.imread", "imageio.v2.imread"}
    | {"joblib.load", "torch.load", "librosa.load", "soundfile.read", "scipy.io.loadmat"}
    | {"scipy.io.wavfile.read", "xarray.open_dataset", "zipfile.ZipFile", "tarfile.open"}
    | {"os.listdir", "os.scandir", "torchvision.datasets.ImageFolder", "torchaudio.load"}
    | {"keras.models.load_model", "tensorflow.keras.models.load_model", "rasterio.open"}
    | {"keras.utils.image_dataset_from_directory", "h5py.File", "nibabel.load"}
    | {"tensorflow.keras.utils.image_dataset_from_directory", "torchvision.io.read_image"}
    | {"tensorflow.keras.preprocessing.image_dataset_from_directory"}
)
"""Functions that stop when the file, their first argument, is not there."""

MODED: Final = frozenset({"open", "io.open", "zipfile.ZipFile", "tarfile.open", "h5py.File"})
"""Those that write instead when their second argument says so."""

WRITES: Final = re.compile(
    r"(?:^|\.)(?:to_(?:csv|json|excel|pickle|parquet|feather|hdf|html|stata)|save\w*|write\w*|dump|mkdir|makedirs"
    r"|imsave|imwrite|touch|symlink|rename|export\w*"
    r"|ModelCheckpoint|CSVLogger|\w*Writer|FileHandler|connect)$|^shutil\."
)
"""What makes a file where it is told to."""

BRINGS: Final = re.compile(
    r"(?:download|urlretrieve|upload|unpack|snapshot|get_file|untar_data|extractall)"
    r"|(?:^|\.)(?:system|getoutput|popen|run_line_magic)$"
    r"|^(?:subprocess|shutil|kagglehub|gdown|wget|git|opendatasets|sh|dvc|exec)(?:\.|$)",
    re.IGNORECASE,
)
"""What puts files somewhere, by its name."""

MAY_BRING: Final = re.compile(
    r"(?:fetch|extract|unzip|untar|retriev|prepare|setup|set_up|clone|generate|create|make_|write|chdir"
    r"|run_cell_magic|unlink|fit|train|export)",
    re.IGNORECASE,
)
"""What might, by its name."""

BRINGS_CODE: Final = re.compile(
    r"(?:upload|unpack|snapshot|extractall)|(?:^|\.)(?:system|popen|run_line_magic)$"
    r"|^(?:subprocess|shutil|git|sh|dvc|exec)(?:\.|$)"
)
"""What may put Python modules somewhere."""

_WINDOWS: Final = re.compile(r"[A-Za-z]:[\\/]|~?\\\\|\\Users\\")
_SYSTEM: Final = re.compile(r"/(?:tmp|usr|etc|proc|sys|dev|opt|var|root|bin|lib|run)(?:/|$)")
_DRIVE: Final = re.compile(
    r"(?:/content/|\./)?g?drive/(?:My ?Drive|Shareddrives|Othercomputers|\.shortcut)", re.IGNORECASE
)
_KAGGLE: Final = re.compile(r"/kaggle/|(?:\.\./)+input/")
_FILE: Final = re.compile(r"[\w)-]\.[A-Za-z]\w{0,7}$")
_NOT_A_PATH: Final = re.compile(r"[*?{}<>|\n\r\0]|://|^[a-z0-9]{2,10}:|^\s*[\[(]|^$|^\.{0,2}/?$")


def place_of(path: str) -> Place:
    """Where a path leads to in Colab; `none` for what is there, and for what is no path."""
    if _WINDOWS.match(path):
        return "home"
    if len(path) > 300 or _NOT_A_PATH.search(path) or _SYSTEM.match(path):
        return "none"
    if _DRIVE.match(path):
        return "drive"
    if path.startswith(("/home/", "/Users/", "~/")):
        return "none" if path.startswith("~/.") else "home"
    if _KAGGLE.match(path):
        return "kaggle"
    if path.startswith("/content/"):
        return "none" if path.startswith("/content/sample_data") else "relative"
    if path.startswith(("sample_data/", "./sample_data/")):
        return "none"
    return "absolute" if path.startswith("/") else "relative"


def is_file(end: str) -> bool:
    """Whether the known end of a path names a file."""
    return _FILE.search(end) is not None and place_of(end) == "relative"


def is_drive(value: str) -> bool:
    """Whether a path names something on a mounted Drive, not only the Drive itself."""
    match = _DRIVE.match(value[:300])
    return match is not None and len(value[match.end() :].strip("/")) > 0


def plain(path: str) -> str:
    """A path as it is compared: from the notebook's folder, or from Colab's `/content`."""
    return posixpath.normpath(path.replace("\\", "/")).removeprefix("/content/")


def is_under(path: str, made: set[str]) -> bool:
    """Whether something that was made is the path, a folder above it, or a file in it."""
    parts = plain(path)
    # `numpy.save("x")` writes `x.npy`.
    return posixpath.splitext(parts)[0] in made or any(
        parts == other or parts.startswith(f"{other}/") or other.startswith(f"{parts}/")
        for other in made
    )
