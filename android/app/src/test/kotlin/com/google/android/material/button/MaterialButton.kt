package com.google.android.material.button

import android.content.Context
import android.widget.Button

/** The accessibility checks name this class and fail without it. */
abstract class MaterialButton(
    context: Context,
) : Button(context)
