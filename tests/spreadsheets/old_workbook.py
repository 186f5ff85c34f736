"""An .xls file of Excel 97 (sheet 名单; 姓名, 手机, 日期; two people), compressed: nothing here writes that format."""

import base64
import zlib

XLS = zlib.decompress(
    base64.b64decode(
        "eNrtWE9IlEEU/83s/2133TUNtLBFyMr0YJZpoFtCeYgWK6NagnLbRcJcZetihzLNUwRBp6KLYFAXK4L+H+rWITDyEASBFp06BQUd"
        "dL/ee/utrWbgQgnK9/uY92bemzfzvpl5M/N9b8dDkyMPyqcwDy2wIWN44MyTKUqeXCEI0hsGZ3PcTcmwsKzgcdNEOh147n/j4jnk"
        "+Z6Cxn37K6LAJ0rH0YdobyoZXkK0ig+din1oJqpwiyQBlIlXxUJPCV0t9J7UfCF0l0iuCm2mupMqhvFItLrRXMVHdaXoAuB2H4vN"
        "B5HUoRSveRVfvKaydR3YnT7deWaZKSrsPoyCJrQtmUqmuVyE2/AC/YTanp7aRGISJTTZo/hhhIHvuah+GbbkSytXIPnPuXLXX+Ru"
        "msT58uvaDgzAOClBMgwfwnbWaOXvOHxoGk0S0pxIP3HM30FsX3xnF7EvyfXMrpx9OEgs2rUutopCoL6pbmv9tu0NOxq9vN/L/hCc"
        "sz/4JW58RBMoknxIoidIDk7f/fZuf7w9ckIkA3ImZE+ODewoDFxiCzIOiMY2S6vFYovQQWl1reTLhZbQ0iZe1V5qZvYOSZ3Loq2i"
        "fuoFE5GNeflNlB/+euBJxfDnyGbKj7VNnS8Zex8ZQSWdZAmy52cINapG3bzBeBrJcWXuMh+Flv2x47h10PTdMI/HIsxwjBFCQrMl"
        "Hh01W9LmWLG1WsBaiTWPh41GSIk10BdrfuZpvaBZr8mvhjtaWtALtKClBbvZY3Z2HKzWTipx/y26GI+4Gu2Uv+GFBQsWLFiwYMGC"
        "hZUPJXfS7A2c74wO847vMv/rzFDKWL9JViwOopeec/RRuQcp4mn0F7R+1sChcm2pRdrk/hcyjlDvaXQjLn50F7x+6RtN5b/Pog2D"
        "/y6ECu0/U4if/7n/X30k2Ws="
    )
)
